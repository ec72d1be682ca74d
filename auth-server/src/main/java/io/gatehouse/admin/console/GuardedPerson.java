package io.gatehouse.admin.console;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.shared.AccountId;

/** A person whom the viewer's permission extends to; only {@link ConsoleGuard} makes one. */
record GuardedPerson(AccountEntry entry) {

    Account account() {
        return entry.account();
    }

    AccountId id() {
        return entry.account().id();
    }

    /** The name that people know, or the address. */
    String name() {
        return name(account());
    }

    static String name(Account account) {
        return account.profile().claims().get("name") instanceof String name && !name.isBlank()
                ? name
                : account.email().value();
    }

    String path() {
        return "/admin/people/" + id();
    }
}
