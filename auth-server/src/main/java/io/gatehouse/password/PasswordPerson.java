package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.shared.AccountId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose password it is going to be.
 *
 * @param account nothing as long as there is no account
 * @param roles names of the roles that the person holds or is about to get; the strictest policy among them counts
 */
public record PasswordPerson(@Nullable AccountId account, String name, String email, Set<String> roles) {

    public PasswordPerson {
        roles = Set.copyOf(roles);
    }

    /** Somebody who has no account yet. */
    public static PasswordPerson newcomer(String name, String email, String... roles) {
        return new PasswordPerson(null, name, email, Set.of(roles));
    }

    static PasswordPerson of(Account account, Set<String> roles) {
        String name = account.profile().claims().get("name") instanceof String text ? text : "";
        return new PasswordPerson(account.id(), name, account.email().value(), roles);
    }
}
