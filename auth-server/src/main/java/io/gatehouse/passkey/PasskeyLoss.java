package io.gatehouse.passkey;

import io.gatehouse.signin.FactorsLost;
import org.springframework.context.event.EventListener;

/** Removes the passkeys of a person who has lost their second factors, in the transaction that removes the others. */
final class PasskeyLoss {

    private final JdbcLostPasskeys passkeys;

    PasskeyLoss(JdbcLostPasskeys passkeys) {
        this.passkeys = passkeys;
    }

    @EventListener
    void on(FactorsLost event) {
        passkeys.deleteAll(event.account());
    }
}
