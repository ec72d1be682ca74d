package io.gatehouse.demo.wire;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The readable two thirds of a JWT: header and claims, without the signature that makes it worth anything. */
public record DecodedToken(String label, List<Field> header, List<Field> claims) {

    private static final Set<String> TIMES = Set.of("exp", "iat", "nbf", "auth_time", "updated_at");
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Decodes a token without trusting it; empty when it is not a signed JWT. */
    public static Optional<DecodedToken> decode(String label, String token) {
        try {
            if (JWTParser.parse(token) instanceof SignedJWT jwt) {
                return Optional.of(new DecodedToken(
                        label,
                        fields(jwt.getHeader().toJSONObject()),
                        fields(jwt.getPayload().toJSONObject())));
            }
        } catch (ParseException e) {
            // Opaque tokens are fine.
        }
        return Optional.empty();
    }

    private static List<Field> fields(Map<String, Object> values) {
        return values.entrySet().stream()
                .limit(60)
                .map(entry -> new Field(
                        entry.getKey(), readable(entry.getKey(), entry.getValue()), Glossary.meaning(entry.getKey())))
                .toList();
    }

    private static String readable(String name, Object value) {
        if (value instanceof Number number && TIMES.contains(name)) {
            return number.longValue() + " = " + READABLE.format(Instant.ofEpochSecond(number.longValue()));
        }
        return Masking.value(name, Masking.bounded(value instanceof String text ? text : Masking.json(value)));
    }
}
