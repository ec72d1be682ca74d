package io.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * PBKDF2 (RFC 8018 section 5.2) in three spellings: {@code $pbkdf2-sha256$i=600000,l=32$salt$digest}, passlib's
 * {@code $pbkdf2-sha256$29000$salt$digest}, and Django's {@code pbkdf2_sha256$600000$text$digest}. Salts are bytes in the first
 * two, text in Django's.
 */
final class Pbkdf2Hashes implements HashFamily {

    /** Rounds times blocks of output: some two seconds. The platform's SHA-512 takes four times as long as the others. */
    private static final int MOST_ROUNDS = 4_000_000;

    private static final Map<String, Integer> TIMES = Map.of("sha1", 1, "sha256", 1, "sha512", 4);

    private static final int MOST_SALT_BYTES = 1024;
    private static final String HASH = "(?<hash>sha1|sha256|sha512)";
    private static final List<Pattern> SPELLINGS = List.of(
            Pattern.compile("\\$pbkdf2-" + HASH + "\\$i=(?<rounds>\\d+)(?:,l=(?<length>\\d+))?"
                    + "\\$(?<salt>[A-Za-z0-9+/]+={0,2})\\$(?<digest>[A-Za-z0-9+/]+={0,2})"),
            Pattern.compile("\\$pbkdf2(?:-" + HASH + ")?\\$(?<rounds>\\d+)(?<length>)"
                    + "\\$(?<salt>[A-Za-z0-9./]+)\\$(?<digest>[A-Za-z0-9./]+)"),
            Pattern.compile("pbkdf2_" + HASH + "\\$(?<rounds>\\d+)(?<length>)"
                    + "\\$(?<text>[^$]+)\\$(?<digest>[A-Za-z0-9+/]+={0,2})"));
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "PBKDF2WithHmacSHA1", "sha256", "PBKDF2WithHmacSHA256", "sha512", "PBKDF2WithHmacSHA512");
    private static final Map<String, Integer> BLOCK_BYTES = Map.of("sha1", 20, "sha256", 32, "sha512", 64);

    @Override
    public @Nullable ParsedHash parse(String encoded) {
        for (Pattern spelling : SPELLINGS) {
            Matcher matcher = spelling.matcher(encoded);
            if (matcher.matches()) {
                return parse(matcher);
            }
        }
        return null;
    }

    private static ParsedHash parse(Matcher matcher) {
        String hash = Objects.requireNonNullElse(matcher.group("hash"), "sha1");
        byte[] digest = HashText.digest(matcher);
        byte[] salt = matcher.namedGroups().containsKey("text")
                ? matcher.group("text").getBytes(StandardCharsets.UTF_8)
                : HashText.base64(matcher.group("salt"));
        int rounds = HashText.number(matcher, "rounds");
        int blockBytes = Objects.requireNonNull(BLOCK_BYTES.get(hash));
        long blocks = (digest.length + blockBytes - 1) / blockBytes;
        int times = Objects.requireNonNull(TIMES.get(hash));
        String length = matcher.group("length");
        if (rounds < 1 || rounds * blocks * times > MOST_ROUNDS || salt.length > MOST_SALT_BYTES) {
            throw new IllegalArgumentException(
                    "This PBKDF2 hash costs too much to check: 1 to 4,000,000 rounds are taken"
                            + " (1,000,000 with SHA-512; both divided by the number of blocks of its digest), and a salt of"
                            + " at most 1024 bytes.");
        }
        if (length != null && !length.isEmpty() && HashText.number(matcher, "length") != digest.length) {
            throw new IllegalArgumentException(
                    "This PBKDF2 hash does not have the length that it says: it is cut off, or not one.");
        }
        return new ParsedHash(
                input -> pbkdf2(hash, input, salt, rounds, digest.length),
                digest,
                HashText.withoutDigest(matcher, 'A'),
                0);
    }

    private static byte[] pbkdf2(String hash, byte[] input, byte[] salt, int rounds, int length) {
        // The platform's implementation takes characters and hashes their UTF-8 bytes.
        PBEKeySpec spec =
                new PBEKeySpec(new String(input, StandardCharsets.UTF_8).toCharArray(), salt, rounds, length * 8);
        try {
            return SecretKeyFactory.getInstance(ALGORITHMS.get(hash))
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
