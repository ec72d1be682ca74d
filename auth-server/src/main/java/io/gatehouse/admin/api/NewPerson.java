package io.gatehouse.admin.api;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person to be created.
 *
 * @param emailVerified whether the administrator vouches for the address: the account can be used at once
 */
record NewPerson(
        @Example("\"ada@example.com\"") @Nullable String email,
        @Example("{\"name\": \"Ada Lovelace\"}") @Nullable Map<String, Object> profile,
        @Example("true") @Nullable Boolean emailVerified) {

    EmailAddress address() {
        String text = email;
        if (text == null) {
            throw ApiRefusal.invalid("member_missing", "The member email is missing.");
        }
        try {
            return EmailAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiRefusal.invalid("invalid_email", "The e-mail address can't receive mail.");
        }
    }

    Profile about() {
        return NewProfile.check(profile == null ? Map.of() : profile);
    }

    boolean verified() {
        return Boolean.TRUE.equals(emailVerified);
    }
}
