package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.web.ClientAddress;
import java.time.Duration;
import java.util.Optional;

/** Decides whether an e-mail address and a password open an account, with the same work for every kind of refusal. */
final class SignInService {

    private final AccountService accounts;
    private final PasswordService passwords;
    private final SignInThrottle throttle;

    SignInService(AccountService accounts, PasswordService passwords, SignInThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** How an attempt ended. */
    sealed interface Outcome {}

    /** The person is who they say. */
    record Accepted(AccountId account) implements Outcome {}

    /** Unknown address, wrong password, pending or disabled account: nobody learns which. */
    record Refused() implements Outcome {}

    /** Too many attempts; nothing was checked. */
    record Throttled(Duration retryAfter) implements Outcome {}

    Outcome attempt(String email, String password, ClientAddress client) {
        Optional<EmailAddress> address = parse(email);
        SignInThrottle.Attempt attempt =
                throttle.count(address.map(EmailAddress::key).orElse(""), client);
        if (attempt.blockedFor().isPresent()) {
            return new Throttled(attempt.blockedFor().get());
        }
        Optional<Account> account = accounts.findByEmail(address.orElse(SignInThrottle.NOBODY));
        boolean matches = passwords.matches(account.map(Account::id).orElse(null), password);
        if (!matches || !account.map(Account::active).orElse(false)) {
            return new Refused();
        }
        throttle.forgive(attempt);
        return new Accepted(account.orElseThrow().id());
    }

    private static Optional<EmailAddress> parse(String email) {
        try {
            return Optional.of(EmailAddress.parse(email));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
