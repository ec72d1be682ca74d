package io.gatehouse.mfa;

/** Where the factors of this room are kept. */
record FactorStore(
        Authenticators authenticators, RecoveryCodes recovery, JdbcEmailCodes email, JdbcTrustedBrowsers browsers) {}
