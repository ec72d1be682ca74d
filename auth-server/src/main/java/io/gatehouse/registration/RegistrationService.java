package io.gatehouse.registration;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.password.PasswordService;
import io.gatehouse.registration.Activation.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sign-up and activation. What a caller sees and how long it takes is the same for known and unknown addresses; only the
 * owner of the mailbox learns more.
 */
final class RegistrationService {

    private final AccountService accounts;
    private final PasswordService passwords;
    private final Activations activations;
    private final RegistrationMails mails;
    private final TransactionOperations transactions;
    private final SteadyPace pace = new SteadyPace(Duration.ofMillis(100));

    RegistrationService(
            AccountService accounts,
            PasswordService passwords,
            Activations activations,
            RegistrationMails mails,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.activations = activations;
        this.mails = mails;
        this.transactions = transactions;
    }

    /** Throws {@link io.gatehouse.password.PasswordRejectedException} if the password may not be set. */
    void signUp(SignUp form) {
        // before anything is looked up: the costly part is the same for every address
        String hash = passwords.hash(form.password());
        pace.run(() -> transactions.executeWithoutResult(status -> store(form, hash)));
    }

    /** A new link for a pending account, a reminder for an active one, nothing for others. */
    void resend(EmailAddress email, Locale locale) {
        pace.run(() -> transactions.executeWithoutResult(
                status -> accounts.findByEmail(email).ifPresent(account -> remind(account, locale))));
    }

    /** The token of a link that would still activate something. */
    Optional<ActivationToken> look(String token) {
        return activations.live(token);
    }

    /** Activates the link's account if the password was chosen in this browser or by somebody who knows it. */
    Activation activate(String text, @Nullable BrowserMark mark, String password) {
        Optional<ActivationToken> token = activations.live(text);
        if (token.isEmpty()) {
            return Activation.of(Outcome.LINK_DEAD);
        }
        boolean sameBrowser = mark != null && mark.made(token.get());
        if (!sameBrowser) {
            if (password.isEmpty()) {
                return Activation.of(Outcome.PASSWORD_NEEDED);
            }
            if (!passwords.matches(token.get().account(), password)) {
                return Activation.of(Outcome.PASSWORD_WRONG);
            }
        }
        // another browser has nothing to go on with: what the app waits for is in the one of the sign-up
        return activations
                .redeem(token.get())
                .map(next -> new Activation(Outcome.DONE, sameBrowser ? next : ""))
                .orElseGet(() -> Activation.of(Outcome.LINK_DEAD));
    }

    private void store(SignUp form, String hash) {
        Optional<Account> created = accounts.register(form.email(), form.profile());
        if (created.isPresent()) {
            activations.claimMail(created.get().id());
            prepare(created.get(), form, hash);
            return;
        }
        Account known = accounts.findByEmail(form.email()).orElse(null);
        if (known == null || !activations.claimMail(known.id())) {
            return;
        }
        if (accounts.replacePending(known.id(), form.profile())) {
            prepare(known, form, hash);
        } else if (known.status() != AccountStatus.DISABLED) {
            mails.alreadyRegistered(known, form.locale());
        }
    }

    /** The newest password and the newest link belong together: both replace what an earlier sign-up left. */
    private void prepare(Account account, SignUp form, String hash) {
        passwords.setHash(account.id(), hash);
        mails.activation(account, activations.issue(account.id(), form.browser()), form.locale());
    }

    private void remind(Account account, Locale locale) {
        if (account.status() == AccountStatus.DISABLED || !activations.claimMail(account.id())) {
            return;
        }
        if (accounts.lockPending(account.id())) {
            mails.activation(account, activations.issue(account.id(), SignUpBrowser.none()), locale);
        } else {
            mails.alreadyRegistered(account, locale);
        }
    }
}
