package io.gatehouse.mfa;

import io.gatehouse.account.CredentialsReset;
import io.gatehouse.signin.FactorsChanged;
import org.springframework.context.event.EventListener;

/** No browser is trusted longer than the factors and the password that it was trusted with. Joins the transaction of the change. */
final class TrustEnd {

    private final JdbcTrustedBrowsers browsers;

    TrustEnd(JdbcTrustedBrowsers browsers) {
        this.browsers = browsers;
    }

    @EventListener
    void factorsChanged(FactorsChanged event) {
        browsers.deleteAll(event.account());
    }

    @EventListener
    void credentialsReset(CredentialsReset event) {
        browsers.deleteAll(event.account());
    }
}
