package io.gatehouse.admin.console;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.signingkey.SigningKeyService;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A token taken apart: what it says, and whether it holds here and now. Nothing of it is kept. */
record TokenReading(String header, String claims, List<Check> checks) {

    private static final int LONGEST = 16_384;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    TokenReading {
        checks = List.copyOf(checks);
    }

    /** One thing that was looked at; the name is the last part of the message {@code console.check.<name>}. */
    record Check(String name, boolean holds, String found) {}

    /** Null for what is no signed token. */
    static @Nullable TokenReading of(String text, SigningKeyService keys, String issuer, Instant now) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            return new TokenReading(
                    pretty(token.getHeader().toJSONObject()),
                    pretty(claims.toJSONObject()),
                    checks(text, token.getHeader(), claims, keys, issuer, now));
        } catch (ParseException | IllegalArgumentException | JacksonException e) {
            return null;
        }
    }

    private static List<Check> checks(
            String text, JWSHeader header, JWTClaimsSet claims, SigningKeyService keys, String issuer, Instant now) {
        List<Check> checks = new ArrayList<>();
        JOSEObjectType type = header.getType();
        String typ = type == null ? "" : type.getType();
        boolean genuine = !typ.isEmpty() && keys.verify(text, typ, keys.algorithms()) != null;
        checks.add(new Check("signature", genuine, header.getAlgorithm() + " " + shown(header.getKeyID())));
        checks.add(new Check("typ", typ.equals("at+jwt") || typ.equals("JWT"), typ));
        checks.add(new Check("iss", issuer.equals(claims.getIssuer()), shown(claims.getIssuer())));
        checks.add(new Check("aud", !claims.getAudience().isEmpty(), String.join(" ", claims.getAudience())));
        Date end = claims.getExpirationTime();
        checks.add(new Check(
                "exp",
                end != null && end.toInstant().isAfter(now),
                end == null ? "" : end.toInstant().toString()));
        return checks;
    }

    private static String shown(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String pretty(Map<String, Object> json) {
        return JSON.writeValueAsString(json);
    }
}
