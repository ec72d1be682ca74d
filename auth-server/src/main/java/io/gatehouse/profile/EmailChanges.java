package io.gatehouse.profile;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.EmailChanged;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.SignedLinks;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.SteadyPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A new e-mail address counts once its owner, signed in to this very account, pressed a button behind a link that was mailed
 * there. Whether the address is another account's is said to nobody but its owner.
 */
final class EmailChanges {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AccountService accounts;
    private final JdbcEmailChanges rows;
    private final SignedLinks links;
    private final EmailUndos undos;
    private final Telling telling;
    private final Clock clock;
    private final SteadyPace pace = new SteadyPace(Duration.ofMillis(150));

    EmailChanges(AccountService accounts, Links links, EmailUndos undos, Telling telling, Clock clock) {
        this.accounts = accounts;
        this.rows = links.rows();
        this.links = links.signed();
        this.undos = undos;
        this.telling = telling;
        this.clock = clock;
    }

    /** Signed links and the rows that make them single-use. */
    record Links(JdbcEmailChanges rows, SignedLinks signed) {}

    /** Everybody who learns of a change, in its transaction. */
    record Telling(
            ProfileMails mails,
            SecurityNotices notices,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {}

    /** How the press of the button ended. */
    enum Result {
        DONE,
        LINK_DEAD,
        TAKEN
    }

    /** Mails a link to the new address, and a notice to the present one. */
    void request(Account account, EmailAddress wanted, Locale locale) {
        pace.run(() -> telling.transactions().executeWithoutResult(status -> {
            boolean free = accounts.findByEmail(wanted)
                    .map(owner -> owner.id().equals(account.id()))
                    .orElse(true);
            EmailChangeToken token = EmailChangeToken.next(account.id());
            Instant now = clock.instant();
            if (!rows.replace(account.id(), free ? token.hash() : null, wanted.value(), now, now.minus(PAUSE))) {
                return;
            }
            telling.audit().record(AuditAction.EMAIL_CHANGE_REQUESTED, account.id());
            telling.notices().send(account.email().deliverable(), "email-change-requested", locale);
            if (free) {
                telling.mails().confirm(wanted, links.sign(now, token.bytes()), locale);
            } else {
                telling.mails().taken(wanted, locale);
            }
        }));
    }

    /** The address that a button press would give the account. */
    Optional<String> look(AccountId account, String text) {
        return token(account, text).flatMap(rows::find);
    }

    Result confirm(Account account, String text, Locale locale) {
        Optional<EmailChangeToken> token = token(account.id(), text);
        if (token.isEmpty()) {
            return Result.LINK_DEAD;
        }
        Result result = telling.transactions().execute(status -> {
            Optional<String> email = rows.take(token.get());
            if (email.isEmpty()) {
                return Result.LINK_DEAD;
            }
            if (!accounts.changeEmail(account.id(), new EmailAddress(email.get()))) {
                // the link stays good for the case that the address becomes free again
                status.setRollbackOnly();
                return Result.TAKEN;
            }
            telling.events().publishEvent(new EmailChanged(account.id()));
            telling.audit().record(AuditAction.EMAIL_CHANGED, account.id());
            undos.offer(account.id(), account.email(), locale);
            return Result.DONE;
        });
        return result == null ? Result.LINK_DEAD : result;
    }

    int purge(Duration lifetime) {
        return rows.purge(clock.instant().minus(lifetime));
    }

    private Optional<EmailChangeToken> token(AccountId account, String text) {
        return links.read(text)
                .flatMap(EmailChangeToken::of)
                .filter(token -> token.account().equals(account));
    }
}
