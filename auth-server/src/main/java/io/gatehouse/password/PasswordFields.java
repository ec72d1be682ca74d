package io.gatehouse.password;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Prepares the field for a new password on any page, so that all of them show the same rules before and after typing. */
public final class PasswordFields {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CONTEXT = "";

    private final PasswordPolicies policies;
    private final Keyring keyring;

    PasswordFields(PasswordPolicies policies, Keyring keyring) {
        this.policies = policies;
        this.keyring = keyring;
    }

    /** The field for this person's new password, and what was wrong with the last try. */
    public PasswordField show(PasswordPerson person, List<PasswordAdvice> broken) {
        byte[] ticket = keyring.encrypt(Purpose.PASSWORD_FEEDBACK, JSON.writeValueAsBytes(person), CONTEXT);
        return new PasswordField(
                policies.help(person),
                broken,
                Base64.getUrlEncoder().withoutPadding().encodeToString(ticket));
    }

    Optional<PasswordPerson> person(String ticket) {
        try {
            byte[] json = keyring.decrypt(
                    Purpose.PASSWORD_FEEDBACK, Base64.getUrlDecoder().decode(ticket), CONTEXT);
            return Optional.of(JSON.readValue(json, PasswordPerson.class));
        } catch (IllegalArgumentException | IllegalStateException | JacksonException e) {
            return Optional.empty();
        }
    }
}
