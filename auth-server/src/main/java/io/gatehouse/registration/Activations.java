package io.gatehouse.registration;

import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Activation links: made, looked at, used up; and how often an account may be sent one. */
final class Activations {

    static final Duration MAIL_PAUSE = Duration.ofMinutes(10);

    private final JdbcActivations rows;
    private final ActivationTokens tokens;
    private final Clock clock;

    Activations(JdbcActivations rows, ActivationTokens tokens, Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A new link's token for a pending account; every older one is dead. */
    String issue(AccountId account, SignUpBrowser browser) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ActivationToken token = new ActivationToken(account, now, browser.mark().fingerprint());
        rows.replace(token, browser.next());
        return tokens.sign(token);
    }

    /** The token, if a button press would still activate something. Forged and expired ones cost no query. */
    Optional<ActivationToken> live(String text) {
        return tokens.read(text).filter(rows::live);
    }

    /** Where the sign-up's browser was on its way to; nothing at all if the link was dead. */
    Optional<String> redeem(ActivationToken token) {
        return rows.redeem(token, clock.instant());
    }

    boolean claimMail(AccountId account) {
        Instant now = clock.instant();
        return rows.claimMail(account, now, now.minus(MAIL_PAUSE));
    }

    void forgetOldMails() {
        rows.forgetMails(clock.instant().minus(MAIL_PAUSE));
    }
}
