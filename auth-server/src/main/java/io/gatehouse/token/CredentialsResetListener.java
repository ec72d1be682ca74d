package io.gatehouse.token;

import io.gatehouse.account.CredentialsReset;
import org.springframework.context.event.EventListener;

/** Ends the tokens of an account, offline ones too, in the transaction that sets its new password. */
final class CredentialsResetListener {

    private final GrantService grants;

    CredentialsResetListener(GrantService grants) {
        this.grants = grants;
    }

    @EventListener
    void on(CredentialsReset reset) {
        grants.revokeOfAccount(reset.account(), reset.keptSession());
    }
}
