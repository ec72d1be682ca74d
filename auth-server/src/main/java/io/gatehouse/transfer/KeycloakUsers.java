package io.gatehouse.transfer;

import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One entry under {@code users} of a Keycloak realm. */
final class KeycloakUsers {

    /** Attributes that Keycloak's own mappers turn into standard claims, and the claim. */
    private static final Map<String, String> CLAIMS = Map.ofEntries(
            Map.entry("middleName", "middle_name"),
            Map.entry("nickname", "nickname"),
            Map.entry("profile", "profile"),
            Map.entry("picture", "picture"),
            Map.entry("website", "website"),
            Map.entry("gender", "gender"),
            Map.entry("birthdate", "birthdate"),
            Map.entry("zoneinfo", "zoneinfo"),
            Map.entry("locale", "locale"),
            Map.entry("phoneNumber", "phone_number"));

    private static final Map<String, String> ADDRESS = Map.of(
            "street", "street_address",
            "locality", "locality",
            "region", "region",
            "postal_code", "postal_code",
            "country", "country",
            "formatted", "formatted");

    private static final String PHONE_VERIFIED = "phoneNumberVerified";

    private final Findings findings;
    private final KeycloakCredentials credentials;

    KeycloakUsers(Findings findings) {
        this.findings = findings;
        this.credentials = new KeycloakCredentials(findings);
    }

    void person(String place, JsonNode user, ImportFile.People people) {
        String name = Json.text(user, "email", Json.text(user, "username", ""));
        if (user.hasNonNull("serviceAccountClientId")) {
            findings.refuse(
                    ItemKind.PERSON,
                    place,
                    name,
                    "service_account",
                    "This is a client's service account; here a client acts for itself, without an account.");
            return;
        }
        EmailAddress email = email(findings, place, name, Json.text(user, "email"));
        if (email == null) {
            return;
        }
        Set<String> actions = Json.names(user.path("requiredActions"));
        ImportedPerson.Credentials proofs =
                credentials.of(place, name, user.path("credentials"), actions.contains("UPDATE_PASSWORD"));
        boolean verified = Json.flag(user, "emailVerified", false);
        boolean waits = actions.contains("VERIFY_EMAIL") && !verified;
        left(place, name, user, actions);
        people.take(new ImportedPerson(
                place,
                null,
                email,
                verified,
                status(Json.flag(user, "enabled", true), waits),
                profile(place, name, user),
                proofs,
                KeycloakRealm.rolesOf(user),
                Json.names(user.path("groups"))));
    }

    /** The address, or null after it was told why there is none. */
    static @Nullable EmailAddress email(Findings findings, String place, String name, @Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            findings.refuse(
                    ItemKind.PERSON,
                    place,
                    name,
                    "no_email",
                    "There is no e-mail address, by which people are known here. Give them one in the other system and export"
                            + " again.");
            return null;
        }
        try {
            return EmailAddress.parse(raw);
        } catch (IllegalArgumentException e) {
            findings.refuse(ItemKind.PERSON, place, name, "email_unusable", e.getMessage() + ".");
            return null;
        }
    }

    static AccountStatus status(boolean enabled, boolean waits) {
        if (!enabled) {
            return AccountStatus.DISABLED;
        }
        return waits ? AccountStatus.PENDING : AccountStatus.ACTIVE;
    }

    private Profile profile(String place, String name, JsonNode user) {
        Claims claims = new Claims(findings, place, name);
        String username = Json.text(user, "username");
        if (username != null && !username.equalsIgnoreCase(Json.text(user, "email"))) {
            claims.put("preferred_username", username);
        }
        claims.putNames(Json.text(user, "firstName"), Json.text(user, "lastName"));
        JsonNode attributes = user.path("attributes");
        Set<String> others = new TreeSet<>();
        attributes.properties().forEach(attribute -> {
            String key = attribute.getKey();
            if (CLAIMS.containsKey(key)) {
                claims.put(CLAIMS.getOrDefault(key, key), first(attribute.getValue()));
            } else if (ADDRESS.containsKey(key)) {
                claims.putAddress(ADDRESS.getOrDefault(key, key), first(attribute.getValue()));
            } else if (!key.equals(PHONE_VERIFIED)) {
                others.add(key);
            }
        });
        claims.putVerifiedPhone(first(attributes.path(PHONE_VERIFIED)));
        if (!others.isEmpty()) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    name,
                    "attributes",
                    "Only standard claims are kept; without a place here: " + Findings.shown(String.join(", ", others))
                            + ".");
        }
        return claims.profile();
    }

    /** Attributes are lists even where they have one value; older exports have plain texts. */
    private static @Nullable String first(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        List<String> texts = Json.texts(value);
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private void left(String place, String name, JsonNode user, Set<String> actions) {
        List<String> unknown = new ArrayList<>(actions);
        unknown.removeAll(Set.of("UPDATE_PASSWORD", "VERIFY_EMAIL", "VERIFY_PROFILE", "UPDATE_PROFILE"));
        if (!unknown.isEmpty()) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    name,
                    "required_actions",
                    "Not asked for here at the next sign-in: " + Findings.shown(String.join(", ", unknown)) + ".");
        }
        if (user.path("clientRoles").has("realm-management")) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    name,
                    "administrator",
                    "The person administers the realm in Keycloak; give them a role of this server if they shall do so here.");
        }
        if (!user.path("federatedIdentities").isEmpty() || user.hasNonNull("federationLink")) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    name,
                    "federated",
                    "The person signs in through another provider; that link is not taken, they can set a password by mail.");
        }
    }
}
