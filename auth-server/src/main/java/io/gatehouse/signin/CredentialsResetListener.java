package io.gatehouse.signin;

import io.gatehouse.account.CredentialsReset;
import org.springframework.context.event.EventListener;

/** Whoever is on the way into an account by its old password doesn't arrive. */
final class CredentialsResetListener {

    private final PendingSignIns pendings;

    CredentialsResetListener(PendingSignIns pendings) {
        this.pendings = pendings;
    }

    @EventListener
    void on(CredentialsReset reset) {
        pendings.endAll(reset.account());
    }
}
