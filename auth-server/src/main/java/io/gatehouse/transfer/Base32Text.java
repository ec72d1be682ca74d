package io.gatehouse.transfer;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Base 32 (RFC 4648 section 6) as other systems write it: with or without padding, in either case. */
final class Base32Text {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32Text() {}

    /** The bytes, or null if the text is none. */
    static byte @Nullable [] decode(String text) {
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("=+$", "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < letters.length(); i++) {
            int value = ALPHABET.indexOf(letters.charAt(i));
            if (value < 0) {
                return null;
            }
            buffer = (buffer << BITS | value) & 0xffff;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes.write(buffer >> held);
            }
        }
        return bytes.size() == 0 ? null : bytes.toByteArray();
    }
}
