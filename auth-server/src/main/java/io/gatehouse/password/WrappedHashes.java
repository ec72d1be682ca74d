package io.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id over the digest of an older hash, so that a hash gets stronger without its password (ADR 8):
 * {@code $gatehouse-wrap$v=1$}, the base64url of the older hash without its digest, and the Argon2id hash of that digest.
 */
final class WrappedHashes implements HashFamily {

    private static final String START = "$gatehouse-wrap$v=1$";
    private static final Pattern SPELLING =
            Pattern.compile(Pattern.quote(START) + "(?<recipe>[A-Za-z0-9_-]{1,2048})(?<outer>\\$argon2id\\$.+)");

    private final HashFormats inner;
    private final Argon2Hashes outer;

    WrappedHashes(HashFormats inner, Argon2Hashes outer) {
        this.inner = inner;
        this.outer = outer;
    }

    String wrap(ParsedHash old, Argon2Settings settings) {
        return START
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(old.recipe().getBytes(StandardCharsets.UTF_8))
                + outer.encode(settings, old.digest());
    }

    @Override
    public @Nullable ParsedHash parse(String encoded) {
        Matcher matcher = SPELLING.matcher(encoded);
        if (!matcher.matches()) {
            return null;
        }
        ParsedHash strong = outer.parse(matcher.group("outer"));
        if (strong == null) {
            return null;
        }
        byte[] recipe = Base64.getUrlDecoder().decode(matcher.group("recipe"));
        Digester weak = inner.parse(new String(recipe, StandardCharsets.UTF_8)).digester();
        String withoutDigest = encoded.substring(0, matcher.start("outer")) + strong.recipe();
        return new ParsedHash(new Both(weak, strong.digester()), strong.digest(), withoutDigest, Long.MAX_VALUE);
    }

    private record Both(Digester weak, Digester strong) implements Digester {

        @Override
        public byte[] digest(byte[] input) {
            return strong.digest(weak.digest(input));
        }

        @Override
        public boolean readsAllOf(byte[] input) {
            return weak.readsAllOf(input);
        }
    }
}
