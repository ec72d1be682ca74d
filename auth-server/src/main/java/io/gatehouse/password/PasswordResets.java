package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.SignedLinks;
import io.gatehouse.notification.Mail;
import io.gatehouse.notification.Notifications;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.shared.SteadyPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reset links: asked for, looked at, used. Whoever asks learns nothing about the address; whoever uses a link has to own the
 * mailbox, and is not signed in by it.
 */
final class PasswordResets {

    private final AccountService accounts;
    private final PasswordPolicies policies;
    private final PasswordService passwords;
    private final PasswordChanges changes;
    private final Links links;
    private final SteadyPace pace = new SteadyPace(Duration.ofMillis(150));

    PasswordResets(
            AccountService accounts,
            PasswordPolicies policies,
            PasswordService passwords,
            PasswordChanges changes,
            Links links) {
        this.accounts = accounts;
        this.policies = policies;
        this.passwords = passwords;
        this.changes = changes;
        this.links = links;
    }

    /** How the use of a link ended. */
    sealed interface Outcome {}

    /** The new password counts; the person may go on there after signing in. */
    record Done(Optional<String> continueTo) implements Outcome {}

    /** Forged, expired, replaced or used, or the password was changed since: nobody learns which. */
    record Dead() implements Outcome {}

    /** The new password breaks these rules; the link still works. */
    record Refused(PasswordPerson person, List<PasswordAdvice> broken) implements Outcome {}

    /** Sends a link if the address belongs to an active account that was not sent one just now. */
    void request(EmailAddress email, Optional<String> continueTo, Locale locale) {
        pace.run(() -> accounts.findByEmail(email)
                .filter(Account::active)
                .ifPresent(account -> links.send(account, continueTo, locale)));
    }

    /** Whose password a link would set. */
    Optional<PasswordPerson> look(String text) {
        return open(text).map(link -> policies.person(link.account()));
    }

    Outcome redeem(String text, String password, boolean keepSessions, Locale locale) {
        KeptAccess kept = keepSessions ? KeptAccess.all() : KeptAccess.nothing();
        return open(text).map(link -> redeem(link, password, kept, locale)).orElseGet(Dead::new);
    }

    private Outcome redeem(Open link, String password, KeptAccess kept, Locale locale) {
        PasswordPerson person = policies.person(link.account());
        List<PasswordAdvice> broken = policies.broken(password, person);
        if (!broken.isEmpty()) {
            return new Refused(person, broken);
        }
        String hash = passwords.hash(password);
        boolean done = changes.commit(
                link.account(), AuditAction.PASSWORD_RESET, kept, locale, () -> links.redeem(link.token(), hash));
        return done ? new Done(link.continueTo()) : new Dead();
    }

    /** A link that would still set a password. */
    private record Open(ResetToken token, Account account, Optional<String> continueTo) {}

    private Optional<Open> open(String text) {
        return links.read(text)
                .flatMap(token -> links.live(token)
                        .flatMap(live -> accounts.find(token.account())
                                .map(account -> new Open(token, account, live.continueTo()))));
    }

    /** Signed links, the rows that make them single-use, and the mail that carries them. */
    static final class Links {

        private final SignedLinks signed;
        private final JdbcPasswordResets rows;
        private final Outgoing outgoing;
        private final ResetProperties properties;
        private final Clock clock;

        Links(SignedLinks signed, JdbcPasswordResets rows, Outgoing outgoing, ResetProperties properties, Clock clock) {
            this.signed = signed;
            this.rows = rows;
            this.outgoing = outgoing;
            this.properties = properties;
            this.clock = clock;
        }

        /** What it takes to send a link together with its row. */
        record Outgoing(
                Notifications notifications,
                AuditTrail audit,
                GatehouseProperties server,
                TransactionOperations transactions) {}

        void send(Account account, Optional<String> continueTo, Locale locale) {
            ResetToken token = ResetToken.next(account.id());
            Instant now = clock.instant();
            outgoing.transactions().executeWithoutResult(status -> {
                if (rows.issue(token, continueTo.orElse(null), now, now.minus(properties.mailPause()))) {
                    outgoing.audit().record(AuditAction.PASSWORD_RESET_REQUESTED, account.id());
                    outgoing.notifications().send(mail(account, signed.sign(now, token.bytes()), locale));
                }
            });
        }

        /** A new link that is not sent by mail but handed over; empty when the account is not active. */
        Optional<String> handOver(Account account) {
            ResetToken token = ResetToken.next(account.id());
            Instant now = clock.instant();
            return Boolean.TRUE.equals(outgoing.transactions().execute(status -> {
                        boolean issued = rows.issue(token, null, now, now);
                        if (issued) {
                            outgoing.audit().record(AuditAction.PASSWORD_RESET_REQUESTED, account.id());
                        }
                        return issued;
                    }))
                    ? Optional.of(url(signed.sign(now, token.bytes())))
                    : Optional.empty();
        }

        /** The password counts no more, whoever knows it; a new one is chosen by mail. */
        void startOver(Account account, Locale locale) {
            outgoing.transactions().executeWithoutResult(status -> {
                rows.forget(account.id());
                rows.forgetPassword(account.id(), clock.instant());
                send(account, Optional.empty(), locale);
            });
        }

        Optional<ResetToken> read(String text) {
            return signed.read(text).flatMap(ResetToken::of);
        }

        Optional<JdbcPasswordResets.Live> live(ResetToken token) {
            return rows.live(token);
        }

        boolean redeem(ResetToken token, String hash) {
            return rows.redeem(token, hash, clock.instant());
        }

        private Mail mail(Account account, String token, Locale locale) {
            String link = url(token);
            long minutes = properties.linkLifetime().toMinutes();
            Map<String, String> model = Map.of("link", link, "minutes", Long.toString(minutes));
            return new Mail(account.email().deliverable(), "reset-password", model, locale);
        }

        private String url(String token) {
            return outgoing.server().url(ResetController.NEW + "?token=" + token);
        }
    }
}
