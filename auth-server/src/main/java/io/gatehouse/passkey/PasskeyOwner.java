package io.gatehouse.passkey;

import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.PendingSignIn;

/** Whose passkey it is, and what their authenticator shows. */
record PasskeyOwner(AccountId account, String email, String displayName) {

    static PasskeyOwner of(SsoSession session) {
        return new PasskeyOwner(session.accountId(), session.email(), session.displayName());
    }

    static PasskeyOwner of(PendingSignIn pending) {
        return new PasskeyOwner(pending.account(), pending.email(), pending.email());
    }
}
