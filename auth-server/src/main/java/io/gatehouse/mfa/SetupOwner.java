package io.gatehouse.mfa;

import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.PendingSignIn;

/**
 * Who sets a factor up, and within which session or sign-in.
 *
 * @param within what the set-up is bound to besides the account
 */
record SetupOwner(AccountId account, String email, String within) {

    static SetupOwner of(SsoSession session) {
        return new SetupOwner(session.accountId(), session.email(), "session " + session.sid());
    }

    static SetupOwner of(PendingSignIn pending) {
        return new SetupOwner(pending.account(), pending.email(), "sign-in " + pending.startedAt());
    }

    String context() {
        return account + " " + within;
    }
}
