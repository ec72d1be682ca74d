package io.gatehouse.mfa;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An authenticator that is being set up. It lives in the page, encrypted, until it counts.
 *
 * @param step time step of the code that confirmed it; {@link #UNCONFIRMED} before
 * @param codes recovery codes that the person has to see first; none if they have some already
 * @param expiresAt when it is too late to go on
 */
record FactorSetup(UUID id, byte[] seed, String name, long step, List<String> codes, Instant expiresAt) {

    static final long UNCONFIRMED = -1;

    FactorSetup {
        codes = List.copyOf(codes);
    }

    boolean confirmed() {
        return step != UNCONFIRMED;
    }

    FactorSetup confirm(String chosenName, long confirmedStep, List<String> recoveryCodes) {
        return new FactorSetup(id, seed, chosenName, confirmedStep, recoveryCodes, expiresAt);
    }
}
