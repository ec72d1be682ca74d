package io.gatehouse.passkey;

import java.util.UUID;

/**
 * How a passkey is going to be called.
 *
 * @param typed what the person typed, maybe nothing
 * @param otherwise the word for a passkey of a maker that nobody knows
 */
record PasskeyLabel(String typed, String otherwise) {

    String name(UUID aaguid) {
        return PasskeyName.clean(typed, AuthenticatorNames.of(aaguid).orElse(otherwise));
    }

    /** The name without regard to the maker. */
    String name() {
        return PasskeyName.clean(typed, otherwise);
    }
}
