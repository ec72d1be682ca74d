package io.gatehouse.passkey;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as its owner sees it.
 *
 * @param aaguid the model of the authenticator (WebAuthn section 6.5.1); anybody can claim any, so it only serves for a name
 * @param synced whether it can be copied to other devices of the person (the BE flag, WebAuthn section 6.1.3)
 * @param backedUp whether it was copied when it was last used (the BS flag)
 */
public record Passkey(
        UUID id,
        AccountId account,
        String name,
        UUID aaguid,
        boolean synced,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    /** What it proves, in terms of RFC 8176 section 2: a key that never leaves its hardware, or one that is copied around. */
    List<String> methods() {
        return List.of(synced ? "swk" : "hwk", "user");
    }
}
