package io.gatehouse.admin.api;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountEntry;
import java.util.Locale;
import java.util.Map;

/** A person in the API. */
record PersonDocument(
        @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"") String id,
        @Example("\"ada@example.com\"") String email,
        @Example("true") boolean emailVerified,
        @Example("\"active\"") String status,
        @Example("{\"name\": \"Ada Lovelace\"}") Map<String, Object> profile,
        @Example("\"2026-01-31T12:00:00Z\"") String createdAt,
        @Example("\"2026-01-31T12:00:00Z\"") String updatedAt) {

    static PersonDocument of(AccountEntry entry) {
        Account account = entry.account();
        return new PersonDocument(
                account.id().toString(),
                account.email().value(),
                account.emailVerified(),
                account.status().name().toLowerCase(Locale.ROOT),
                account.profile().claims(),
                account.createdAt().toString(),
                account.updatedAt().toString());
    }
}
