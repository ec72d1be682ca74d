package io.gatehouse.shared;

import java.util.UUID;

/** The stable identifier of an account; its text form is the {@code sub} claim of every token (OpenID Connect Core 2). */
public record AccountId(UUID value) {

    /** Reads the text form. Throws {@link IllegalArgumentException} when it is not a UUID. */
    public static AccountId parse(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
