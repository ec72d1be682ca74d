package io.gatehouse.password;

import io.gatehouse.account.EmailChanged;
import org.springframework.context.event.EventListener;

/** A reset link that went to a person's former address dies with the change of the address, in its transaction. */
final class EmailChangedListener {

    private final JdbcPasswordResets resets;

    EmailChangedListener(JdbcPasswordResets resets) {
        this.resets = resets;
    }

    @EventListener
    void on(EmailChanged event) {
        resets.forget(event.account());
    }
}
