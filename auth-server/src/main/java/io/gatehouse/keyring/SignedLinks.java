package io.gatehouse.keyring;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret part of links that leave by mail: signed for one purpose and time-stamped, so that forged, foreign and expired
 * ones are told apart from genuine ones without asking the database. That a link works once is up to whoever issues it.
 */
public final class SignedLinks {

    private static final int HEAD = Long.BYTES + Short.BYTES;
    private static final int MAX_LENGTH = 512;
    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Keyring keyring;
    private final Clock clock;
    private final Purpose purpose;
    private final Duration lifetime;

    public SignedLinks(Keyring keyring, Clock clock, Purpose purpose, Duration lifetime) {
        this.keyring = keyring;
        this.clock = clock;
        this.purpose = purpose;
        this.lifetime = lifetime;
    }

    /** A token that says this, from now on and for as long as links of this kind live. */
    public String sign(byte[] content) {
        byte[] message = ByteBuffer.allocate(HEAD + content.length)
                .putLong(clock.millis())
                .putShort((short) content.length)
                .put(content)
                .array();
        byte[] code = keyring.mac(purpose, message);
        byte[] signed = ByteBuffer.allocate(message.length + code.length)
                .put(message)
                .put(code)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** What the token says, if this server signed it for this purpose and not too long ago. */
    public Optional<byte[]> read(String token) {
        byte[] signed;
        try {
            signed = token.length() > MAX_LENGTH
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (signed.length <= HEAD) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(signed);
        Instant issuedAt = Instant.ofEpochMilli(buffer.getLong());
        int length = Short.toUnsignedInt(buffer.getShort());
        if (length >= buffer.remaining()) {
            return Optional.empty();
        }
        byte[] message = new byte[HEAD + length];
        byte[] code = new byte[signed.length - message.length];
        buffer.rewind().get(message).get(code);
        boolean genuine = keyring.verifyMac(purpose, code, message);
        return genuine && current(issuedAt)
                ? Optional.of(Arrays.copyOfRange(message, HEAD, message.length))
                : Optional.empty();
    }

    private boolean current(Instant issuedAt) {
        Instant now = clock.instant();
        return !issuedAt.isAfter(now.plus(SKEW)) && now.isBefore(issuedAt.plus(lifetime));
    }
}
