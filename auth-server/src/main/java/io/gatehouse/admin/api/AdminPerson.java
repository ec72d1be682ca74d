package io.gatehouse.admin.api;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.shared.AccountId;

/** A person whom the caller's permission extends to; only {@link ObjectGuard} makes one. */
record AdminPerson(AccountEntry entry) {

    Account account() {
        return entry.account();
    }

    AccountId id() {
        return entry.account().id();
    }

    String etag() {
        return Preconditions.etag(entry.version());
    }
}
