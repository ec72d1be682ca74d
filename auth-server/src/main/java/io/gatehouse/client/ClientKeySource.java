package io.gatehouse.client;

import org.jspecify.annotations.Nullable;

/** Where the keys of a {@code private_key_jwt} client are: inline or behind an address, and the one algorithm it may be pinned to. */
public record ClientKeySource(
        @Nullable String jwks,
        @Nullable String jwksUri,
        @Nullable String signingAlgorithm) {

    public static final ClientKeySource NONE = new ClientKeySource(null, null, null);
}
