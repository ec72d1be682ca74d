package io.gatehouse.registration;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.PersonalText;
import io.gatehouse.account.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** The sign-up form as it came, and what is wrong with it: field name to message key. */
record SignUpForm(String email, String name, String password, String next) {

    static final int LONGEST_NAME = 200;

    private static final int LONGEST_NEXT = 4000;
    private static final int LONGEST_ECHO = 1000;

    static SignUpForm of(MultiValueMap<String, String> fields) {
        return new SignUpForm(
                first(fields, "email"),
                first(fields, "name"),
                first(fields, "password"),
                next(first(fields, "continue")));
    }

    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (address().isEmpty()) {
            problems.put("email", "registration.email.invalid");
        }
        if (name.isBlank()) {
            problems.put("name", "registration.name.missing");
        } else if (cleanName().isEmpty()) {
            problems.put("name", "registration.name.invalid");
        }
        return problems;
    }

    Optional<EmailAddress> address() {
        return address(email);
    }

    /** What the person says about themselves, if the form has no problems. */
    Profile profile() {
        return Profile.named(cleanName().orElseThrow());
    }

    private Optional<String> cleanName() {
        return PersonalText.clean(name, LONGEST_NAME);
    }

    /** What the form shows again after a refusal: everything but the password. */
    SignUpForm withoutPassword() {
        return new SignUpForm(shortened(email), shortened(name), "", next);
    }

    static Optional<EmailAddress> address(String text) {
        try {
            return Optional.of(EmailAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where sign-in should lead to: a path of this server, or nothing. Sign-in decides whether it is one that it knows. */
    static String next(String text) {
        boolean local = text.startsWith("/") && !text.startsWith("//") && !text.startsWith("/\\");
        boolean clean = text.length() <= LONGEST_NEXT && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
        return local && clean ? text : "";
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO);
    }

    @Override
    public String toString() {
        return "SignUpForm[]";
    }
}
