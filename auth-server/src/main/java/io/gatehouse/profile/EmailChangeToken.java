package io.gatehouse.profile;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** What a link that confirms a new address says: for which account, and which of its requests. */
record EmailChangeToken(AccountId account, byte[] nonce) {

    private static final int NONCE = 43;

    static EmailChangeToken next(AccountId account) {
        return new EmailChangeToken(account, RandomTokens.next().getBytes(StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES + nonce.length)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .put(nonce)
                .array();
    }

    /** Reads bytes that are known to be genuine. */
    static Optional<EmailChangeToken> of(byte[] genuine) {
        if (genuine.length != 2 * Long.BYTES + NONCE) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(genuine);
        AccountId account = new AccountId(new UUID(buffer.getLong(), buffer.getLong()));
        return Optional.of(new EmailChangeToken(account, Arrays.copyOfRange(genuine, 2 * Long.BYTES, genuine.length)));
    }

    /** All that the database keeps of the link. */
    byte[] hash() {
        return RandomTokens.sha256(Base64.getEncoder().encodeToString(bytes()));
    }

    @Override
    public String toString() {
        return "EmailChangeToken[" + account + "]";
    }
}
