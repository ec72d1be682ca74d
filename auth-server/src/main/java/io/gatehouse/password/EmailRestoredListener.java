package io.gatehouse.password;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailRestored;
import org.springframework.context.event.EventListener;

/** Whoever took an account over knew its password: it dies when the owner takes the account back, in that transaction. */
final class EmailRestoredListener {

    private final AccountService accounts;
    private final PasswordResets.Links links;

    EmailRestoredListener(AccountService accounts, PasswordResets.Links links) {
        this.accounts = accounts;
        this.links = links;
    }

    @EventListener
    void on(EmailRestored event) {
        accounts.find(event.account()).ifPresent(account -> links.startOver(account, event.locale()));
    }
}
