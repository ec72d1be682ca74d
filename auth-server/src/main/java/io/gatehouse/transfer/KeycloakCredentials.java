package io.gatehouse.transfer;

import io.gatehouse.account.PersonalText;
import io.gatehouse.transfer.ImportedPerson.Authenticator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keycloak's {@code credentials}: JSON inside JSON. Passwords become hashes in the spellings of the room {@code password}, one
 * to one: salt and digest are the same bytes in the same base64.
 */
final class KeycloakCredentials {

    private static final Map<String, String> PBKDF2 = Map.of(
            "pbkdf2", "pbkdf2-sha1",
            "pbkdf2-sha256", "pbkdf2-sha256",
            "pbkdf2-sha512", "pbkdf2-sha512");

    private static final int LONGEST_NAME = 60;

    private final Findings findings;

    KeycloakCredentials(Findings findings) {
        this.findings = findings;
    }

    ImportedPerson.Credentials of(String place, String person, JsonNode credentials, boolean mustChange) {
        String hash = null;
        boolean temporary = mustChange;
        List<Authenticator> authenticators = new ArrayList<>();
        int index = 0;
        for (JsonNode credential : credentials) {
            String here = place + ".credentials[" + index++ + "]";
            switch (Json.text(credential, "type", "")) {
                case "password" -> {
                    hash = hash == null ? password(here, person, credential) : hash;
                    temporary |= Json.flag(credential, "temporary", false);
                }
                case "otp", "totp", "hotp" -> {
                    Authenticator authenticator = authenticator(here, person, credential);
                    if (authenticator != null) {
                        authenticators.add(authenticator);
                    }
                }
                case "password-history" -> {}
                default ->
                    leaveOut(
                            here,
                            person,
                            "credential_type",
                            "A credential of the type " + Findings.shown(Json.text(credential, "type", "?"))
                                    + " can't be moved; the person sets up a new one.");
            }
        }
        return new ImportedPerson.Credentials(hash, temporary, authenticators);
    }

    private @Nullable String password(String place, String person, JsonNode credential) {
        JsonNode secret = Json.inside(Json.text(credential, "secretData"));
        JsonNode data = Json.inside(Json.text(credential, "credentialData"));
        String algorithm = Json.text(data, "algorithm", "");
        String salt = Json.text(secret, "salt");
        String value = Json.text(secret, "value");
        long rounds = Json.number(data, "hashIterations", -1);
        if (salt == null || value == null || rounds < 0) {
            leaveOut(
                    place,
                    person,
                    "hash_missing",
                    "The credential has no hash. Export with the command kc.sh export, since the console leaves hashes out.");
            return null;
        }
        if (PBKDF2.containsKey(algorithm)) {
            return "$" + PBKDF2.get(algorithm) + "$i=" + rounds + "$" + salt + "$" + value;
        }
        if (algorithm.equals("argon2")) {
            return argon2(data.path("additionalParameters"), rounds, salt, value);
        }
        leaveOut(
                place,
                person,
                "hash_algorithm",
                "A hash of the algorithm " + Findings.shown(algorithm) + " can't be checked here.");
        return null;
    }

    private static String argon2(JsonNode parameters, long passes, String salt, String value) {
        String version = first(parameters, "version", "1.3").equals("1.0") ? "16" : "19";
        return "$argon2" + first(parameters, "type", "id") + "$v=" + version + "$m="
                + first(parameters, "memory", "7168") + ",t=" + passes + ",p=" + first(parameters, "parallelism", "1")
                + "$" + salt + "$" + value;
    }

    private static String first(JsonNode parameters, String key, String otherwise) {
        List<String> values = Json.texts(parameters.path(key));
        return values.isEmpty() ? otherwise : values.getFirst();
    }

    private @Nullable Authenticator authenticator(String place, String person, JsonNode credential) {
        JsonNode data = Json.inside(Json.text(credential, "credentialData"));
        JsonNode secret = Json.inside(Json.text(credential, "secretData"));
        String kind = Json.text(data, "subType", Json.text(credential, "type", ""));
        String value = Json.text(secret, "value");
        if (value == null || value.isEmpty()) {
            leaveOut(
                    place,
                    person,
                    "seed_missing",
                    "The credential has no seed; the person sets up a new authenticator.");
            return null;
        }
        boolean usual = kind.equals("totp")
                && Json.number(data, "digits", 6) == 6
                && Json.number(data, "period", 30) == 30
                && Json.text(data, "algorithm", "HmacSHA1").equals("HmacSHA1");
        if (!usual) {
            leaveOut(
                    place,
                    person,
                    "authenticator_kind",
                    "Only authenticators with 6 digits, 30 seconds and HMAC-SHA-1 can be moved; this one is "
                            + Findings.shown(kind + ", " + Json.number(data, "digits", 6) + " digits, "
                                    + Json.number(data, "period", 30) + " seconds, "
                                    + Json.text(data, "algorithm", "?"))
                            + ". The person sets up a new one.");
            return null;
        }
        byte[] seed = seed(value, Json.text(data, "secretEncoding"));
        if (seed == null) {
            leaveOut(
                    place, person, "seed_unusable", "The seed is not base 32; the person sets up a new authenticator.");
            return null;
        }
        return new Authenticator(label(credential), seed);
    }

    /** The key is the text itself, unless the credential says that it is base 32 (RFC 4648 section 6). */
    private static byte @Nullable [] seed(String value, @Nullable String encoding) {
        if (encoding == null) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        return encoding.equals("BASE32") ? Base32Text.decode(value) : null;
    }

    private static String label(JsonNode credential) {
        return PersonalText.clean(Json.text(credential, "userLabel", ""), LONGEST_NAME)
                .filter(text -> !text.isBlank())
                .orElse("Authenticator");
    }

    private void leaveOut(String place, String person, String code, String reason) {
        findings.leaveOut(ItemKind.PERSON, place, person, code, reason);
    }
}
