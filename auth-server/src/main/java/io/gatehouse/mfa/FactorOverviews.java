package io.gatehouse.mfa;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.SecondFactors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page about second factors shows. */
final class FactorOverviews {

    private static final Set<String> DONE =
            Set.of("totp-added", "totp-removed", "email-on", "email-off", "browser-forgotten");

    private final FactorStore store;
    private final SecondFactors factors;
    private final AccountService accounts;
    private final MfaProperties properties;
    private final Clock clock;

    FactorOverviews(
            FactorStore store, SecondFactors factors, AccountService accounts, MfaProperties properties, Clock clock) {
        this.store = store;
        this.factors = factors;
        this.accounts = accounts;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * One person's factors.
     *
     * @param protectedAlready whether the person has a second factor, of this or another feature
     * @param emailCodes on or off; nothing if the operator does not allow them
     */
    record Overview(
            List<Line> authenticators,
            int recoveryCodes,
            @Nullable Boolean emailCodes,
            List<Line> browsers,
            boolean protectedAlready) {

        public boolean fewCodes() {
            return protectedAlready && recoveryCodes <= RecoveryCodes.FEW;
        }
    }

    /**
     * A thing with a name.
     *
     * @param since when it was set up
     * @param until when it was used last, or when it ends; empty if never
     */
    record Line(UUID id, String name, String since, String until) {}

    Overview of(AccountId account, Locale locale) {
        DateTimeFormatter date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC);
        return new Overview(
                store.authenticators().list(account).stream()
                        .map(app -> new Line(
                                app.id(), app.name(), date.format(app.createdAt()), text(date, app.lastUsedAt())))
                        .toList(),
                store.recovery().left(account),
                properties.emailCodes() ? store.email().on(account) : null,
                store.browsers().list(account, clock.instant()).stream()
                        .map(browser -> new Line(
                                browser.id(),
                                browser.device(),
                                date.format(browser.trustedAt()),
                                date.format(browser.expiresAt())))
                        .toList(),
                factors.any(account));
    }

    boolean mayUseEmail(AccountId account) {
        return properties.emailCodes()
                && accounts.find(account).map(Account::emailVerified).orElse(false);
    }

    /** The key of the message that says what was just done. */
    static Optional<String> message(@Nullable String done) {
        return Optional.ofNullable(done).filter(DONE::contains).map(name -> "mfa.done." + name);
    }

    private static String text(DateTimeFormatter date, @Nullable Instant instant) {
        return instant == null ? "" : date.format(instant);
    }
}
