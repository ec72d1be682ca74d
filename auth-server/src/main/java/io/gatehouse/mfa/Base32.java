package io.gatehouse.mfa;

/** Base 32 (RFC 4648 section 6) without padding, the form in which authenticator apps take their secret. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int MASK = 31;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte next : bytes) {
            buffer = (buffer << Byte.SIZE) | (next & 0xff);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt((buffer >> held) & MASK));
            }
        }
        if (held > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - held)) & MASK));
        }
        return text.toString();
    }
}
