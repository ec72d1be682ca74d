package io.gatehouse.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The hashes of the trail, all SHA-256 and each in a domain of its own; specified in docs/guides/audit-trail.md. */
final class TrailHash {

    static final int BYTES = 32;

    /** What stands before the first position. */
    static final byte[] NOTHING = new byte[BYTES];

    private static final byte[] EVENT = domain("gatehouse audit event v1");
    private static final byte[] LINK = domain("gatehouse audit link v1");
    private static final byte[] CHECKPOINT = domain("gatehouse audit checkpoint v1");
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TrailHash() {}

    static byte[] event(StoredEvent event) {
        return event(event.canonical(), event.mac());
    }

    static byte[] event(byte[] canonical, byte[] mac) {
        MessageDigest digest = sha256();
        digest.update(EVENT);
        digest.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(canonical.length).array());
        digest.update(canonical);
        digest.update(mac);
        return digest.digest();
    }

    static byte[] link(byte[] previous, long position, byte[] eventHash) {
        MessageDigest digest = sha256();
        digest.update(LINK);
        digest.update(previous);
        digest.update(number(position));
        digest.update(eventHash);
        return digest.digest();
    }

    static byte[] checkpoint(byte[] signedBytes) {
        MessageDigest digest = sha256();
        digest.update(CHECKPOINT);
        digest.update(signedBytes);
        return digest.digest();
    }

    /** RFC 6962 section 2.1: the hash of a leaf. */
    static byte[] leaf(long position, byte[] eventHash) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(number(position));
        digest.update(eventHash);
        return digest.digest();
    }

    /** RFC 6962 section 2.1: the hash of an inner node. */
    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    /** Microseconds since 1970; what does not fit, such as PostgreSQL's infinity, becomes the largest or smallest number. */
    static long micros(Instant moment) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
        } catch (ArithmeticException e) {
            return moment.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    static byte[] domain(String name) {
        return (name + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
