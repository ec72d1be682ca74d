package io.gatehouse.passkey;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the script hands to the browser, in the JSON forms of WebAuthn sections 5.1.8 and 5.1.9. */
final class PasskeyOptions {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final RelyingParty relyingParty;
    private final PasskeyProperties properties;

    PasskeyOptions(RelyingParty relyingParty, PasskeyProperties properties) {
        this.relyingParty = relyingParty;
        this.properties = properties;
    }

    /** For a new passkey: one that the browser can find by itself, and that asks for a finger, a face or a PIN. */
    Map<String, Object> creation(byte[] challenge, PasskeyOwner owner, byte[] handle, List<Credential> existing) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("rp", Map.of("id", relyingParty.id(), "name", properties.rpName()));
        options.put("user", Map.of("id", text(handle), "name", owner.email(), "displayName", owner.displayName()));
        options.put("challenge", text(challenge));
        options.put(
                "pubKeyCredParams",
                RelyingParty.ALGORITHMS.stream()
                        .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue()))
                        .toList());
        options.put("timeout", timeout());
        options.put("excludeCredentials", descriptors(existing));
        options.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        options.put("attestation", "none");
        return options;
    }

    /** For a passkey of whoever sits there: the browser offers what it has for this site. */
    Map<String, Object> anyone(byte[] challenge) {
        return request(challenge, List.of(), "required");
    }

    /** For one of these passkeys. */
    Map<String, Object> oneOf(byte[] challenge, List<Credential> credentials) {
        return request(challenge, credentials, "preferred");
    }

    private Map<String, Object> request(byte[] challenge, List<Credential> credentials, String userVerification) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("challenge", text(challenge));
        options.put("timeout", timeout());
        options.put("rpId", relyingParty.id());
        options.put("allowCredentials", descriptors(credentials));
        options.put("userVerification", userVerification);
        return options;
    }

    private long timeout() {
        return properties.challengeLifetime().toMillis();
    }

    private static List<Map<String, Object>> descriptors(List<Credential> credentials) {
        return credentials.stream()
                .map(credential -> Map.<String, Object>of(
                        "type", "public-key", "id", text(credential.id()), "transports", credential.transports()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
