package io.gatehouse.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The public half of a key that signs or signed checkpoints.
 *
 * @param introducedBy the key that was in use before; it vouched for this one when it retired
 * @param introduction its signature
 */
record PublicKeyEntry(
        String kid, byte[] publicKey, @Nullable String introducedBy, byte @Nullable [] introduction) {

    private static final byte[] DOMAIN = TrailHash.domain("gatehouse audit key v1");

    /** What the key before signs. */
    static byte[] introductionBytes(String kid, byte[] publicKey) {
        byte[] name = kid.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[DOMAIN.length + publicKey.length + name.length];
        System.arraycopy(DOMAIN, 0, bytes, 0, DOMAIN.length);
        System.arraycopy(publicKey, 0, bytes, DOMAIN.length, publicKey.length);
        System.arraycopy(name, 0, bytes, DOMAIN.length + publicKey.length, name.length);
        return bytes;
    }

    boolean introducedBy(byte[] trusted) {
        byte[] code = introduction;
        return code != null && Ed25519.verify(trusted, introductionBytes(kid, publicKey), code);
    }

    boolean verifies(AuditCheckpoint checkpoint) {
        return kid.equals(checkpoint.kid())
                && Ed25519.verify(publicKey, checkpoint.signedBytes(), checkpoint.signature());
    }

    /** A JSON Web Key (RFC 8037 section 2) with two members of our own. */
    Map<String, Object> jwk() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kty", "OKP");
        map.put("crv", "Ed25519");
        map.put("use", "sig");
        map.put("alg", "EdDSA");
        map.put("kid", kid);
        map.put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(publicKey));
        byte[] code = introduction;
        if (introducedBy != null && code != null) {
            map.put("introduced_by", introducedBy);
            map.put("introduction", Base64.getUrlEncoder().withoutPadding().encodeToString(code));
        }
        return map;
    }

    /** Throws {@link IllegalArgumentException} when it is another kind of key. */
    static PublicKeyEntry of(JsonNode jwk) {
        if (!"OKP".equals(jwk.path("kty").asString(""))
                || !"Ed25519".equals(jwk.path("crv").asString(""))) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        byte[] publicKey = Base64.getUrlDecoder().decode(jwk.path("x").asString(""));
        JsonNode introduction = jwk.path("introduction");
        return new PublicKeyEntry(
                Ed25519.thumbprint(publicKey),
                publicKey,
                jwk.has("introduced_by") ? jwk.path("introduced_by").asString() : null,
                introduction.isString() ? Base64.getUrlDecoder().decode(introduction.asString()) : null);
    }

    @Override
    public String toString() {
        return "PublicKeyEntry[" + kid + "]";
    }
}
