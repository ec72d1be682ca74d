package io.gatehouse.signingkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a signing key.
 *
 * @param state {@code next}, {@code active} or {@code retired}
 */
public record KeyInfo(
        String kid,
        String algorithm,
        String state,
        Instant createdAt,
        @Nullable Instant activatedAt) {}
