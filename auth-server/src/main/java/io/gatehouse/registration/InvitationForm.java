package io.gatehouse.registration;

import io.gatehouse.account.PersonalText;
import io.gatehouse.account.Profile;
import java.util.Map;
import java.util.Optional;

/** What a newcomer fills in to accept. The address is the invitation's; nothing else in the request is looked at. */
record InvitationForm(String name, String password) {

    /** Field name to message key. */
    Map<String, String> problems() {
        if (name.isBlank()) {
            return Map.of("name", "registration.name.missing");
        }
        return cleanName().isEmpty() ? Map.of("name", "registration.name.invalid") : Map.of();
    }

    Profile profile() {
        return Profile.named(cleanName().orElseThrow());
    }

    String shownName() {
        return name.substring(0, Math.min(name.length(), SignUpForm.LONGEST_NAME));
    }

    private Optional<String> cleanName() {
        return PersonalText.clean(name, SignUpForm.LONGEST_NAME);
    }

    @Override
    public String toString() {
        return "InvitationForm[]";
    }
}
