package io.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** {@code $2b$12$…} and its siblings a and y, and Django's {@code bcrypt$…} and {@code bcrypt_sha256$…}. */
final class BcryptHashes implements HashFamily {

    /** The function itself reads no more. */
    private static final int LONGEST_INPUT = 72;

    private static final int LEAST_STRENGTH = 4;
    private static final int MOST_STRENGTH = 14;
    private static final Pattern SPELLING = Pattern.compile("(?:(?<django>bcrypt|bcrypt_sha256)\\$)?"
            + "(?<start>\\$2[aby]\\$(?<strength>\\d\\d)\\$[./A-Za-z0-9]{22})(?<digest>[./A-Za-z0-9]{31})");

    @Override
    public @Nullable ParsedHash parse(String encoded) {
        Matcher matcher = SPELLING.matcher(encoded);
        if (!matcher.matches()) {
            return null;
        }
        int strength = HashText.number(matcher, "strength");
        if (strength < LEAST_STRENGTH || strength > MOST_STRENGTH) {
            throw new IllegalArgumentException(
                    "This bcrypt hash has strength " + strength + ", but only " + LEAST_STRENGTH + " to "
                            + MOST_STRENGTH + " are taken: more would hold a processor for too long.");
        }
        String start = matcher.group("start");
        boolean hashedFirst = "bcrypt_sha256".equals(matcher.group("django"));
        return new ParsedHash(
                hashedFirst ? input -> bcrypt(start, hexOfSha256(input)) : new Plain(start),
                matcher.group("digest").getBytes(StandardCharsets.US_ASCII),
                HashText.withoutDigest(matcher, '.'),
                0);
    }

    /** The digest in the letters of bcrypt's own base64, which is how implementations compare it. */
    private static byte[] bcrypt(String start, byte[] input) {
        byte[] read = Arrays.copyOf(input, Math.min(input.length, LONGEST_INPUT));
        return BCrypt.hashpw(read, start).substring(start.length()).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hexOfSha256(byte[] input) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Bcrypt over the password itself. */
    private record Plain(String start) implements Digester {

        @Override
        public byte[] digest(byte[] input) {
            return bcrypt(start, input);
        }

        @Override
        public boolean readsAllOf(byte[] input) {
            return input.length <= LONGEST_INPUT;
        }
    }
}
