package io.gatehouse.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A declared client secret: either its value or a hash of it that another system made. */
public sealed interface SecretSource {

    /** When the secret stops working, if ever. */
    @Nullable
    Instant expiresAt();

    /** The secret itself; only a hash of it is stored. */
    record Value(String value, @Nullable Instant expiresAt) implements SecretSource {

        @Override
        public String toString() {
            return "Value[hidden]";
        }
    }

    /** An Argon2 or bcrypt hash; it is replaced by the keyring's hash when the secret is first used. */
    record Hash(String hash, @Nullable Instant expiresAt) implements SecretSource {

        @Override
        public String toString() {
            return "Hash[hidden]";
        }
    }
}
