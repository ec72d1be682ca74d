package io.gatehouse.profile;

import io.gatehouse.account.EmailChanged;
import org.springframework.context.event.EventListener;

/** A wish for another address dies when the address changes, in its transaction: nobody who was signed in before gets it later. */
final class EmailChangedListener {

    private final JdbcEmailChanges changes;

    EmailChangedListener(JdbcEmailChanges changes) {
        this.changes = changes;
    }

    @EventListener
    void on(EmailChanged event) {
        changes.forget(event.account());
    }
}
