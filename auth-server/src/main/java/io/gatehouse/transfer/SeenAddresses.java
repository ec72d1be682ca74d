package io.gatehouse.transfer;

import io.gatehouse.account.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Remembers which addresses a file has named, in 8 to 16 bytes each: a part of their SHA-256. */
final class SeenAddresses {

    private static final int FIRST_SIZE = 1 << 12;

    private long[] slots = new long[FIRST_SIZE];
    private int used;

    /** False if the address was there before. */
    boolean add(EmailAddress email) {
        if (2 * used >= slots.length) {
            grow();
        }
        boolean added = put(slots, mark(email.key()));
        used += added ? 1 : 0;
        return added;
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        Arrays.stream(slots).filter(mark -> mark != 0).forEach(mark -> put(larger, mark));
        slots = larger;
    }

    private static boolean put(long[] slots, long mark) {
        int slot = (int) (mark & (slots.length - 1));
        while (slots[slot] != 0) {
            if (slots[slot] == mark) {
                return false;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = mark;
        return true;
    }

    private static long mark(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            long mark = ByteBuffer.wrap(hash).getLong();
            return mark == 0 ? 1 : mark;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
