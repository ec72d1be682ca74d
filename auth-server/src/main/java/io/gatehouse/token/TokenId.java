package io.gatehouse.token;

import io.gatehouse.keyring.RandomTokens;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jti} of an access token. It names the grant, so that revocation and introspection find it by key although access
 * tokens are not stored; a token without a grant (client_credentials) has a random one only.
 */
record TokenId(@Nullable UUID grantId, String text) {

    private static final int UUID_LENGTH = 36;

    static TokenId of(UUID grantId) {
        return new TokenId(grantId, grantId + "." + RandomTokens.next().substring(0, 22));
    }

    static TokenId withoutGrant() {
        return new TokenId(null, "." + RandomTokens.next());
    }

    /** Reads a {@code jti} of a token whose signature has been verified. */
    static TokenId parse(String text) {
        boolean named = text.length() > UUID_LENGTH && text.charAt(UUID_LENGTH) == '.';
        return new TokenId(named ? UUID.fromString(text.substring(0, UUID_LENGTH)) : null, text);
    }
}
