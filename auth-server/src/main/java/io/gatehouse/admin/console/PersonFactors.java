package io.gatehouse.admin.console;

import io.gatehouse.mfa.MfaService;
import io.gatehouse.passkey.PasskeyService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.SecondFactor;
import io.gatehouse.signin.SecondFactors;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person can show besides a password: names only. */
@Component
final class PersonFactors {

    private final SecondFactors factors;
    private final PasskeyService passkeys;
    private final MfaService mfa;

    PersonFactors(SecondFactors factors, PasskeyService passkeys, MfaService mfa) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.mfa = mfa;
    }

    /** A passkey by the name that its owner gave it. */
    record Key(String name, Moment since) {}

    /** Messages that say what the factors are. */
    List<String> names(AccountId account) {
        return factors.of(account).stream()
                .map(SecondFactor::name)
                .map(name -> "signin.factor." + name)
                .toList();
    }

    List<Key> passkeys(AccountId account, Viewer viewer) {
        return passkeys.list(account).stream()
                .map(one -> new Key(one.name(), viewer.moment(one.createdAt())))
                .toList();
    }

    void removeAll(AccountId account) {
        mfa.removeAll(account, "console");
    }
}
