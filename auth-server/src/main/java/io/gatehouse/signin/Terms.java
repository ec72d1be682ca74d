package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.time.Clock;

/** Who accepted which terms of use. */
final class Terms {

    private final JdbcTerms rows;
    private final SignInProperties.Terms current;
    private final Clock clock;

    Terms(JdbcTerms rows, SignInProperties properties, Clock clock) {
        this.rows = rows;
        this.current = properties.terms();
        this.clock = clock;
    }

    boolean acceptedBy(AccountId account) {
        return !current.exist() || rows.accepted(account, current.version());
    }

    void accept(AccountId account) {
        rows.save(account, current.version(), clock.instant());
    }

    SignInProperties.Terms current() {
        return current;
    }
}
