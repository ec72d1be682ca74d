package io.gatehouse.passkey;

import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.SecondFactor;
import java.util.Optional;

/** A passkey or security key as second factor: offered first, since no other one resists phishing. */
final class PasskeyFactor implements SecondFactor {

    static final String NAME = "passkey";
    static final String PATH = "/sign-in/passkey";
    static final String ENROL_PATH = "/sign-in/enrol/passkey";

    private final PasskeyService passkeys;

    PasskeyFactor(PasskeyService passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public boolean enrolled(AccountId account) {
        return passkeys.any(account);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Optional<String> enrolPath() {
        return Optional.of(ENROL_PATH);
    }
}
