package io.gatehouse.profile;

import io.gatehouse.account.PersonalText;
import io.gatehouse.account.Profile;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * The profile form as it came, and what is wrong with it. Claims that the form does not show stay as they are.
 *
 * @param values field name to text
 */
record ProfileForm(Map<String, String> values) {

    static final List<String> LOCALES = List.of("en", "de", "fr", "es", "pt", "ja", "ar");

    private static final int LONGEST_ECHO = 400;
    /** What people write and ITU-T E.123 knows; that the number exists is not checked. */
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{2,38}");

    private static final String NAME = "name";
    private static final String PHONE_NUMBER = "phone_number";
    private static final String LOCALE = "locale";
    private static final String ZONE = "zoneinfo";
    private static final String ADDRESS = "address";

    static ProfileForm of(Profile profile) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<?, ?> address = profile.claims().get(ADDRESS) instanceof Map<?, ?> parts ? parts : Map.of();
        for (ProfileField field : ProfileField.ALL) {
            Object value = field.addressPart()
                    ? address.get(field.part())
                    : profile.claims().get(field.name());
            values.put(field.name(), value instanceof String text ? text : "");
        }
        for (String choice : List.of(LOCALE, ZONE)) {
            values.put(choice, profile.claims().get(choice) instanceof String text ? text : "");
        }
        return new ProfileForm(values);
    }

    static ProfileForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        ProfileField.ALL.forEach(field -> values.put(field.name(), first(fields, field.name())));
        values.put(LOCALE, first(fields, LOCALE));
        values.put(ZONE, first(fields, ZONE));
        return new ProfileForm(values);
    }

    /** Field name to message key. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        for (ProfileField field : ProfileField.ALL) {
            if (clean(field).isEmpty()) {
                problems.put(field.name(), "profile.problem.text");
            }
        }
        if (text(NAME).isBlank()) {
            problems.put(NAME, "profile.problem.name");
        }
        String phone = text(PHONE_NUMBER).strip();
        if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
            problems.put(PHONE_NUMBER, "profile.problem.phone");
        }
        if (!text(LOCALE).isEmpty() && !LOCALES.contains(text(LOCALE))) {
            problems.put(LOCALE, "profile.problem.choice");
        }
        if (!text(ZONE).isEmpty() && !ZoneId.getAvailableZoneIds().contains(text(ZONE))) {
            problems.put(ZONE, "profile.problem.choice");
        }
        return problems;
    }

    /** The profile with what the form says, if it has no problems. */
    Profile applyTo(Profile seen) {
        Map<String, Object> claims = new LinkedHashMap<>(seen.claims());
        Map<String, Object> address = new LinkedHashMap<>();
        if (claims.get(ADDRESS) instanceof Map<?, ?> parts) {
            parts.forEach((part, value) -> address.put(part.toString(), value));
        }
        for (ProfileField field : ProfileField.ALL) {
            String text = clean(field).orElseThrow();
            if (field.addressPart()) {
                put(address, field.part(), text);
            } else {
                put(claims, field.name(), text);
            }
        }
        put(claims, LOCALE, text(LOCALE));
        put(claims, ZONE, text(ZONE));
        if (address.isEmpty()) {
            claims.remove(ADDRESS);
        } else {
            claims.put(ADDRESS, address);
        }
        // a proof for one number says nothing about another (OpenID Connect Core 5.1)
        if (!String.valueOf(seen.claims().get(PHONE_NUMBER)).equals(String.valueOf(claims.get(PHONE_NUMBER)))) {
            claims.remove("phone_number_verified");
        }
        return new Profile(claims);
    }

    private Optional<String> clean(ProfileField field) {
        return PersonalText.clean(text(field.name()), field.longest());
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }

    private static void put(Map<String, Object> claims, String name, String text) {
        if (text.isEmpty()) {
            claims.remove(name);
        } else {
            claims.put(name, text);
        }
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        if (value == null) {
            return "";
        }
        return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO);
    }

    @Override
    public String toString() {
        return "ProfileForm[]";
    }
}
