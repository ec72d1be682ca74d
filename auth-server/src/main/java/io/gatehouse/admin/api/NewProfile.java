package io.gatehouse.admin.api;

import io.gatehouse.account.PersonalText;
import io.gatehouse.account.Profile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that shall be known about a person from now on. */
record NewProfile(
        @Example("{\"name\": \"Ada Lovelace\", \"locale\": \"en\"}") @Nullable
        Map<String, Object> profile) {

    private static final int LONGEST_NAME = 100;

    Profile checked() {
        Map<String, Object> claims = profile;
        if (claims == null) {
            throw ApiRefusal.invalid("member_missing", "The member profile is missing.");
        }
        return check(claims);
    }

    /** The standard claims, and names that show nothing but what they say. */
    static Profile check(Map<String, Object> claims) {
        try {
            Profile profile = new Profile(claims);
            Object name = profile.claims().get("name");
            if (name instanceof String text
                    && PersonalText.clean(text, LONGEST_NAME).isEmpty()) {
                throw ApiRefusal.invalid(
                        "invalid_profile", "The name is too long or holds characters that can't be shown.");
            }
            return profile;
        } catch (IllegalArgumentException | NullPointerException e) {
            throw ApiRefusal.invalid(
                    "invalid_profile", "The profile may hold the standard claims of OpenID Connect, in their types.");
        }
    }
}
