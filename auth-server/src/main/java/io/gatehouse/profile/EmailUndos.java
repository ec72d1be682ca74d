package io.gatehouse.profile;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.CredentialsReset;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.EmailChanged;
import io.gatehouse.account.EmailRestored;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.keyring.SignedLinks;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a change of the e-mail address back. The mail to the former address holds a link for its owner, who is not signed in and
 * may have lost the account to somebody else: pressing the button behind it restores the address, signs everybody out, voids the
 * password and mails a link to choose a new one.
 */
final class EmailUndos {

    static final String PATH = "/restore-email";

    private final AccountService accounts;
    private final SessionService sessions;
    private final Links links;
    private final EmailChanges.Telling telling;

    EmailUndos(AccountService accounts, SessionService sessions, Links links, EmailChanges.Telling telling) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.links = links;
        this.telling = telling;
    }

    /** Signed links and the rows that make them single-use. */
    record Links(JdbcEmailUndos rows, SignedLinks signed, GatehouseProperties server, Duration lifetime, Clock clock) {}

    /** Mails the link to the former address, in the transaction of the change. */
    void offer(AccountId account, EmailAddress former, Locale locale) {
        EmailChangeToken token = EmailChangeToken.next(account);
        Instant now = links.clock().instant();
        links.rows().insert(token, former.value(), now);
        String link = links.server().url(PATH + "?token=" + links.signed().sign(now, token.bytes()));
        Map<String, String> more =
                Map.of("link", link, "hours", Long.toString(links.lifetime().toHours()));
        telling.notices().send(former.deliverable(), "email-changed", more, locale);
    }

    /** The address that a button press would bring back. */
    Optional<String> look(String text) {
        return token(text).flatMap(links.rows()::find);
    }

    EmailChanges.Result undo(String text, Locale locale) {
        Optional<EmailChangeToken> token = token(text);
        if (token.isEmpty()) {
            return EmailChanges.Result.LINK_DEAD;
        }
        AccountId id = token.get().account();
        EmailChanges.Result result = telling.transactions().execute(status -> {
            Optional<String> former = links.rows().take(token.get());
            if (former.isEmpty()) {
                return EmailChanges.Result.LINK_DEAD;
            }
            // first, so that a confirmation that is under way ends before the address is set
            telling.events().publishEvent(new EmailChanged(id));
            Optional<Account> account = accounts.find(id);
            if (account.isEmpty() || !accounts.restoreEmail(id, new EmailAddress(former.get()))) {
                // the link stays good for the case that the account becomes usable, or the address free again
                status.setRollbackOnly();
                return EmailChanges.Result.TAKEN;
            }
            close(account.get(), locale);
            return EmailChanges.Result.DONE;
        });
        return result == null ? EmailChanges.Result.LINK_DEAD : result;
    }

    int purge() {
        return links.rows().purge(links.clock().instant().minus(links.lifetime()));
    }

    private void close(Account before, Locale locale) {
        sessions.endAll(before.id());
        telling.events().publishEvent(new CredentialsReset(before.id(), null));
        telling.events().publishEvent(new EmailRestored(before.id(), locale));
        telling.audit().record(AuditAction.EMAIL_RESTORED, before.id());
        telling.notices().send(before.email().deliverable(), "email-restored", locale);
    }

    private Optional<EmailChangeToken> token(String text) {
        return links.signed().read(text).flatMap(EmailChangeToken::of);
    }
}
