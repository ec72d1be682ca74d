package io.gatehouse.transfer;

import io.gatehouse.account.PersonalText;
import io.gatehouse.account.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers a person's profile; a value that nobody could have typed on our pages is left out and told. */
final class Claims {

    private static final int LONGEST = 500;
    private static final Set<String> ADDRESSES = Set.of("profile", "picture", "website");

    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final Map<String, String> address = new LinkedHashMap<>();
    private final Findings findings;
    private final String place;
    private final String person;

    Claims(Findings findings, String place, String person) {
        this.findings = findings;
        this.place = place;
        this.person = person;
    }

    /** Sets a claim that is text, unless there is none. */
    void put(String claim, @Nullable String raw) {
        clean(claim, raw).ifPresent(text -> claims.put(claim, text));
    }

    void putAddress(String part, @Nullable String raw) {
        clean("address." + part, raw).ifPresent(text -> address.put(part, text));
    }

    void putVerifiedPhone(@Nullable String raw) {
        if ("true".equalsIgnoreCase(raw) && claims.containsKey("phone_number")) {
            claims.put("phone_number_verified", true);
        }
    }

    /** The name to show, from its parts where nothing says it. */
    void putNames(@Nullable String given, @Nullable String family) {
        put("given_name", given);
        put("family_name", family);
        String whole = claims.getOrDefault("given_name", "") + " " + claims.getOrDefault("family_name", "");
        if (!whole.isBlank()) {
            claims.putIfAbsent("name", whole.strip());
        }
    }

    Profile profile() {
        if (!address.isEmpty()) {
            claims.put("address", Map.copyOf(address));
        }
        return new Profile(claims);
    }

    private Optional<String> clean(String claim, @Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return Optional.empty();
        }
        Optional<String> text = PersonalText.clean(raw, LONGEST)
                .filter(value ->
                        !ADDRESSES.contains(claim) || value.startsWith("https://") || value.startsWith("http://"));
        if (text.isEmpty()) {
            findings.leaveOut(
                    ItemKind.PERSON,
                    place,
                    person,
                    "profile_value",
                    "The value for " + claim + " is longer than " + LONGEST
                            + " characters or holds control characters.");
        }
        return text;
    }
}
