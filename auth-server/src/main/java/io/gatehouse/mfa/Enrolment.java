package io.gatehouse.mfa;

import io.gatehouse.shared.UuidV7;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sets up an authenticator app: a seed of ours, a first code to prove that the app has it, the recovery codes to keep, and only
 * then it counts.
 */
final class Enrolment {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int LONGEST_NAME = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FactorSetups setups;
    private final FactorStore store;
    private final MfaService service;
    private final Clock clock;

    Enrolment(FactorSetups setups, FactorStore store, MfaService service, Clock clock) {
        this.setups = setups;
        this.store = store;
        this.service = service;
        this.clock = clock;
    }

    /** A set-up and the form field that carries it. */
    record Draft(FactorSetup setup, String field) {}

    Draft begin(SetupOwner owner) {
        byte[] seed = new byte[Totp.SEED_BYTES];
        RANDOM.nextBytes(seed);
        FactorSetup setup = new FactorSetup(
                UuidV7.next(clock),
                seed,
                "",
                FactorSetup.UNCONFIRMED,
                List.of(),
                clock.instant().plus(LIFETIME));
        return draft(setup, owner);
    }

    /** The set-up behind a form field, if it is this owner's and still good. */
    Optional<Draft> resume(String field, SetupOwner owner) {
        return setups.open(field, owner).map(setup -> new Draft(setup, field));
    }

    /** The set-up with recovery codes if the person has none, when the app shows the right code; else nothing. */
    Optional<Draft> confirm(Draft draft, String typed, String name, SetupOwner owner) {
        OptionalLong step = Totp.stepOf(TypedCode.digits(typed), draft.setup().seed(), clock.instant());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        boolean codesNeeded = store.recovery().left(owner.account()) == 0;
        List<String> codes = codesNeeded ? RecoveryCodes.generate() : List.of();
        return Optional.of(draft(draft.setup().confirm(clean(name), step.getAsLong(), codes), owner));
    }

    /** From now on it counts. False if it was not confirmed, counts already, or the person has too many. */
    boolean finish(Draft draft, SetupOwner owner, Locale locale) {
        return service.add(owner.account(), draft.setup(), locale);
    }

    private Draft draft(FactorSetup setup, SetupOwner owner) {
        return new Draft(setup, setups.seal(setup, owner));
    }

    /** Names are shown to their owner only, but must not turn a page upside down. */
    private static String clean(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]", " ")
                .strip();
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
    }
}
