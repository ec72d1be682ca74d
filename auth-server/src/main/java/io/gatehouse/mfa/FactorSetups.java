package io.gatehouse.mfa;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hides a set-up in a form field. It is encrypted and bound to its owner, so that nobody can choose a seed, read one out of
 * somebody else's page, or use it for another person or in another session.
 */
final class FactorSetups {

    private static final int LONGEST = 2000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Keyring keyring;
    private final Clock clock;

    FactorSetups(Keyring keyring, Clock clock) {
        this.keyring = keyring;
        this.clock = clock;
    }

    String seal(FactorSetup setup, SetupOwner owner) {
        byte[] sealed = keyring.encrypt(Purpose.FACTOR_SETUP, JSON.writeValueAsBytes(setup), owner.context());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The set-up, if this server made it for this owner not too long ago. */
    Optional<FactorSetup> open(String field, SetupOwner owner) {
        if (field.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] plain =
                    keyring.decrypt(Purpose.FACTOR_SETUP, Base64.getUrlDecoder().decode(field), owner.context());
            return Optional.of(JSON.readValue(plain, FactorSetup.class))
                    .filter(setup -> setup.expiresAt().isAfter(clock.instant()));
        } catch (IllegalArgumentException | IllegalStateException | JacksonException e) {
            return Optional.empty();
        }
    }
}
