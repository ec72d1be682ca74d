package io.gatehouse.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) as every authenticator app computes them: HMAC-SHA-1, 6 digits, 30 seconds. */
final class Totp {

    static final int DIGITS = 6;
    static final int PERIOD = 30;
    /** RFC 4226 section 4, R6: 160 bits. */
    static final int SEED_BYTES = 20;

    private static final int MODULUS = 1_000_000;
    /** RFC 6238 section 5.2: one step for the clock of the phone and the time of typing, and no more. */
    private static final long[] TOLERATED = {0, -1, 1};

    private Totp() {}

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), (long) PERIOD);
    }

    /** The code of a time step. */
    static String code(byte[] seed, long step) {
        byte[] hash = hmac(seed, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        // dynamic truncation, RFC 4226 section 5.3
        int offset = hash[hash.length - 1] & 0x0f;
        int binary = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", binary % MODULUS);
    }

    /** The time step to which a code belongs, if it is one of the present ones. */
    static OptionalLong stepOf(String code, byte[] seed, Instant now) {
        byte[] typed = code.getBytes(StandardCharsets.US_ASCII);
        OptionalLong match = OptionalLong.empty();
        for (long offset : TOLERATED) {
            long step = step(now) + offset;
            byte[] expected = code(seed, step).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(expected, typed) && match.isEmpty()) {
                match = OptionalLong.of(step);
            }
        }
        return match;
    }

    private static byte[] hmac(byte[] seed, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-1", e);
        }
    }
}
