package io.gatehouse.transfer;

import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one user of Django. */
final class DjangoUsers {

    private final Findings findings;
    private final ImportOptions options;
    private final Map<String, String> groupPaths;

    DjangoUsers(Findings findings, ImportOptions options, Map<String, String> groupPaths) {
        this.findings = findings;
        this.options = options;
        this.groupPaths = groupPaths;
    }

    void person(String place, JsonNode fields, ImportFile.People people) {
        String username = Json.text(fields, "username", "");
        String raw = Json.text(fields, "email", "");
        String name = raw.isBlank() ? username : raw;
        EmailAddress email =
                KeycloakUsers.email(findings, place, name, raw.isBlank() && username.contains("@") ? username : raw);
        if (email == null) {
            return;
        }
        Claims claims = new Claims(findings, place, name);
        if (!username.equalsIgnoreCase(email.value())) {
            claims.put("preferred_username", username);
        }
        claims.putNames(Json.text(fields, "first_name"), Json.text(fields, "last_name"));
        Set<String> roles = new LinkedHashSet<>();
        mapped(place, name, Json.flag(fields, "is_superuser", false), "superuser", options.superuserRole(), roles);
        mapped(place, name, Json.flag(fields, "is_staff", false), "staff", options.staffRole(), roles);
        if (!fields.path("user_permissions").isEmpty()) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    name,
                    "user_permissions",
                    "The person has permissions of their own; here people get permissions through roles. Put them into a group.");
        }
        people.take(new ImportedPerson(
                place,
                null,
                email,
                options.emailsVerified(),
                Json.flag(fields, "is_active", true) ? AccountStatus.ACTIVE : AccountStatus.DISABLED,
                claims.profile(),
                new ImportedPerson.Credentials(password(Json.text(fields, "password", "")), false, List.of()),
                roles,
                groups(place, name, fields)));
    }

    /** An unusable password begins with an exclamation mark. */
    private static @Nullable String password(String encoded) {
        return encoded.isEmpty() || encoded.startsWith("!") ? null : encoded;
    }

    private void mapped(String place, String name, boolean is, String what, @Nullable String role, Set<String> roles) {
        if (is && role != null) {
            roles.add(role);
        } else if (is) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    name,
                    what,
                    "The person is " + what + " in Django, which gives nothing here. To map it to a role: --" + what
                            + "-role NAME.");
        }
    }

    private Set<String> groups(String place, String name, JsonNode fields) {
        Set<String> paths = new LinkedHashSet<>();
        for (JsonNode reference : fields.path("groups")) {
            String path = groupPaths.get(reference.toString());
            if (path == null) {
                findings.leaveOut(
                        ItemKind.PERSON,
                        place,
                        name,
                        "group_unknown",
                        "The person is in a group that the dump does not hold.");
            } else {
                paths.add(path);
            }
        }
        return paths;
    }
}
