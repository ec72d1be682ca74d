package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.password.PasswordService;
import io.gatehouse.password.PasswordService.Asker;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.throttle.Door;
import io.gatehouse.throttle.Guess;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** Decides whether an e-mail address and a password open an account, with the same work for every kind of refusal. */
final class SignInService {

    /** An address that no account can have. */
    private static final EmailAddress NOBODY = EmailAddress.parse("nobody@gatehouse.invalid");

    private final AccountService accounts;
    private final PasswordService passwords;
    private final Throttle throttle;
    private final KnownDevices devices;
    private final AuditTrail audit;

    SignInService(
            AccountService accounts,
            PasswordService passwords,
            Throttle throttle,
            KnownDevices devices,
            AuditTrail audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.devices = devices;
        this.audit = audit;
    }

    /** How an attempt ended. */
    sealed interface Outcome {}

    /** The person is who they say. */
    record Accepted(Account account) implements Outcome {}

    /** Unknown address, wrong password, pending or disabled account: nobody learns which. */
    record Refused() implements Outcome {}

    /** Too many attempts; nothing was checked. */
    record Throttled(Duration retryAfter) implements Outcome {}

    Outcome attempt(String email, String password, HttpServletRequest request) {
        EmailAddress address = parse(email).orElse(NOBODY);
        Optional<Account> account = accounts.findByEmail(address);
        Throttle.Attempt attempt = throttle.attempt(Door.PASSWORD, guess(account, address, request));
        if (attempt.blockedFor().isPresent()) {
            return new Throttled(attempt.blockedFor().get());
        }
        Asker asker = new Asker(address.key(), ClientAddress.of(request).network());
        boolean matches = passwords.matches(account.map(Account::id).orElse(null), password, asker);
        if (!matches || !account.map(Account::active).orElse(false)) {
            audit.record(AuditAction.SIGN_IN_REFUSED, account.map(Account::id).orElse(null));
            return new Refused();
        }
        throttle.forgive(attempt);
        return new Accepted(account.orElseThrow());
    }

    private Guess guess(Optional<Account> account, EmailAddress typed, HttpServletRequest request) {
        ClientAddress client = ClientAddress.of(request);
        String device =
                devices.name(account.map(Account::id).orElse(null), request).orElse(null);
        return account.map(known -> Guess.at(known.id(), client, device))
                .orElseGet(() -> Guess.atUnknown(typed.key(), client));
    }

    private static Optional<EmailAddress> parse(String email) {
        try {
            return Optional.of(EmailAddress.parse(email));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
