package io.gatehouse.password;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** What a reset link says: for which account, and 256 random bits, so that no two are alike. */
record ResetToken(AccountId account, byte[] nonce) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 2 * Long.BYTES + Integer.BYTES * 8;

    static ResetToken next(AccountId account) {
        return new ResetToken(account, RandomTokens.sha256(RandomTokens.next()));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .put(nonce)
                .array();
    }

    /** Reads bytes that are known to be genuine. */
    static Optional<ResetToken> of(byte[] genuine) {
        if (genuine.length != BYTES || genuine[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(genuine, 1, 2 * Long.BYTES);
        AccountId account = new AccountId(new UUID(buffer.getLong(), buffer.getLong()));
        return Optional.of(new ResetToken(account, Arrays.copyOfRange(genuine, 1 + 2 * Long.BYTES, BYTES)));
    }

    /** All that the database keeps of the link. */
    byte[] hash() {
        return RandomTokens.sha256(new String(bytes(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "ResetToken[" + account + "]";
    }
}
