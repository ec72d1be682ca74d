package io.gatehouse.registration;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** What an activation link says: for which account and password, and since when. */
record ActivationToken(AccountId account, Instant issuedAt, byte[] nonce) {

    private static final int BYTES = 1 + 2 * Long.BYTES + Long.BYTES + BrowserMark.FINGERPRINT_BYTES;

    private static final byte VERSION = 1;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .putLong(issuedAt.getEpochSecond())
                .put(nonce)
                .array();
    }

    /** Reads bytes that are known to be genuine. Throws {@link IllegalArgumentException} for a version of the future. */
    static ActivationToken of(byte[] genuine) {
        ByteBuffer buffer = ByteBuffer.wrap(genuine);
        if (buffer.get() != VERSION) {
            throw new IllegalArgumentException("An activation link of an unknown version");
        }
        AccountId account = new AccountId(new UUID(buffer.getLong(), buffer.getLong()));
        Instant issuedAt = Instant.ofEpochSecond(buffer.getLong());
        byte[] nonce = new byte[BrowserMark.FINGERPRINT_BYTES];
        buffer.get(nonce);
        return new ActivationToken(account, issuedAt, nonce);
    }

    /** All that the database keeps of the link. */
    byte[] hash() {
        return RandomTokens.sha256(Base64.getEncoder().encodeToString(bytes()));
    }

    @Override
    public String toString() {
        return "ActivationToken[" + account + "]";
    }
}
