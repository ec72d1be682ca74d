package io.gatehouse.passkey;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.passkey.PasskeyService.Ceremony;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.PendingSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a browser's answer opens an account, without a password or after one. */
final class PasskeySignIn {

    private final JdbcPasskeys passkeys;
    private final AccountService accounts;
    private final Ceremony ceremony;
    private final PasskeyGate gate;
    private final Clock clock;

    PasskeySignIn(JdbcPasskeys passkeys, AccountService accounts, Ceremony ceremony, PasskeyGate gate, Clock clock) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.ceremony = ceremony;
        this.gate = gate;
        this.clock = clock;
    }

    /** How an attempt ended. */
    sealed interface Outcome {}

    /** The passkey opens this account. */
    record Accepted(Account account, Passkey passkey) implements Outcome {}

    /** Nobody learns why. */
    record Refused() implements Outcome {}

    /** Too many attempts; nothing was checked. */
    record Throttled(Duration retryAfter) implements Outcome {}

    /** Options that name nobody: the same for everybody who asks. */
    Map<String, Object> optionsForAnyone(HttpServletRequest req, HttpServletResponse res) {
        return ceremony.options().anyone(ceremony.challenges().issue(Challenges.Use.SIGN_IN, null, req, res));
    }

    /** Options for the passkeys of somebody who is on the way. */
    Map<String, Object> optionsFor(PendingSignIn pending, HttpServletRequest req, HttpServletResponse res) {
        byte[] challenge = ceremony.challenges().issue(Challenges.Use.SECOND_FACTOR, pending.account(), req, res);
        return ceremony.options().oneOf(challenge, passkeys.of(pending.account()));
    }

    /** Without a password: the passkey says who it is, and must have verified the person (WebAuthn section 7.2, step 17). */
    Outcome withoutPassword(String json, HttpServletRequest req) {
        return attempt(json, null, req);
    }

    /** After the password: only a passkey of the person who is on the way will do. */
    Outcome secondFactor(String json, PendingSignIn pending, HttpServletRequest req) {
        return attempt(json, pending.account(), req);
    }

    private Outcome attempt(String json, @Nullable AccountId expected, HttpServletRequest req) {
        Optional<Assertion> assertion = ceremony.relyingParty().readAssertion(json);
        Optional<Credential> credential = assertion.flatMap(read -> passkeys.find(read.credentialId()));
        AccountId guessedAt = expected != null
                ? expected
                : credential.map(found -> found.passkey().account()).orElse(null);
        PasskeyGate.Entry entry = gate.enter(guessedAt, req);
        if (entry.blockedFor().isPresent()) {
            return new Throttled(entry.blockedFor().get());
        }
        if (assertion.isPresent() && fresh(assertion.get(), expected, req) && credential.isPresent()) {
            Optional<Account> account = accounts.find(credential.get().passkey().account())
                    .filter(Account::active)
                    .filter(found -> expected == null || found.id().equals(expected));
            if (account.isPresent() && proves(assertion.get(), credential.get(), expected == null, account.get())) {
                gate.forgive(entry);
                return new Accepted(account.get(), credential.get().passkey());
            }
        }
        gate.refused(guessedAt);
        return new Refused();
    }

    /** The challenge is used up by whatever follows. */
    private boolean fresh(Assertion assertion, @Nullable AccountId expected, HttpServletRequest req) {
        Challenges.Use use = expected == null ? Challenges.Use.SIGN_IN : Challenges.Use.SECOND_FACTOR;
        return ceremony.challenges().redeem(assertion.challenge(), use, expected, req);
    }

    private boolean proves(Assertion assertion, Credential credential, boolean alone, Account account) {
        return ownedBy(assertion, credential, alone)
                && ceremony.relyingParty().genuine(assertion, credential, alone)
                && used(assertion, credential, account);
    }

    /** WebAuthn section 7.2, step 6: who was not known before must be named by the answer. */
    private static boolean ownedBy(Assertion assertion, Credential credential, boolean alone) {
        return assertion
                .userHandle()
                .map(handle -> MessageDigest.isEqual(handle, credential.userHandle()))
                .orElse(!alone);
    }

    private boolean used(Assertion assertion, Credential credential, Account account) {
        Passkey passkey = credential.passkey();
        if (passkeys.use(passkey.id(), assertion.signCount(), assertion.backedUp(), clock.instant())) {
            return true;
        }
        if (passkeys.find(credential.id()).isPresent()) {
            gate.cloned(passkey, account.email().value());
        }
        return false;
    }
}
