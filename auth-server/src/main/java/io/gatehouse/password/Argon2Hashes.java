package io.gatehouse.password;

import io.gatehouse.password.Argon2Settings.Variant;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code $argon2id$v=19$m=…,t=…,p=…$salt$digest}, also argon2i and argon2d, and with Django's {@code argon2} in front. */
final class Argon2Hashes implements HashFamily {

    private static final int SALT_BYTES = 16;
    private static final int DIGEST_BYTES = 32;
    private static final Pattern SPELLING =
            Pattern.compile("(?:argon2)?\\$(?<variant>argon2id|argon2i|argon2d)(?:\\$v=(?<version>16|19))?"
                    + "\\$m=(?<memory>\\d+),t=(?<iterations>\\d+),p=(?<lanes>\\d+)"
                    + "\\$(?<salt>[A-Za-z0-9+/]{11,171}={0,2})\\$(?<digest>[A-Za-z0-9+/]+={0,2})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final Argon2 argon2;

    Argon2Hashes(Argon2 argon2) {
        this.argon2 = argon2;
    }

    String encode(Argon2Settings settings, byte[] input) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] digest = argon2.digest(settings, salt, input, DIGEST_BYTES);
        return settings.prefix() + BASE64.encodeToString(salt) + "$" + BASE64.encodeToString(digest);
    }

    @Override
    public @Nullable ParsedHash parse(String encoded) {
        Matcher matcher = SPELLING.matcher(encoded);
        if (!matcher.matches()) {
            return null;
        }
        Argon2Settings settings = settings(matcher);
        if (!settings.affordable()) {
            throw new IllegalArgumentException(
                    "This Argon2 hash costs too much to check: at most 512 MiB, 16 lanes, and"
                            + " memory times passes of 1 GiB are taken.");
        }
        byte[] salt = HashText.base64(matcher.group("salt"));
        byte[] digest = HashText.digest(matcher);
        return new ParsedHash(
                input -> argon2.digest(settings, salt, input, digest.length),
                digest,
                HashText.withoutDigest(matcher, 'A'),
                settings.variant() == Variant.ID ? settings.work() : 0);
    }

    /** Hashes without a version are of the first one, which had no field for it. */
    private static Argon2Settings settings(Matcher matcher) {
        Variant variant = Arrays.stream(Variant.values())
                .filter(candidate -> candidate.text().equals(matcher.group("variant")))
                .findFirst()
                .orElseThrow();
        return new Argon2Settings(
                variant,
                matcher.group("version") == null ? 16 : HashText.number(matcher, "version"),
                HashText.number(matcher, "memory"),
                HashText.number(matcher, "iterations"),
                HashText.number(matcher, "lanes"));
    }
}
