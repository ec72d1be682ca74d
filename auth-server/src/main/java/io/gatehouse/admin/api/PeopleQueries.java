package io.gatehouse.admin.api;

import io.gatehouse.account.AccountEntry;
import io.gatehouse.account.AccountQuery;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Translates list queries into those of the room that owns people. */
final class PeopleQueries {

    private PeopleQueries() {}

    static AccountQuery of(ListQuery query, @Nullable Set<UUID> within) {
        AccountQuery.Criteria criteria = new AccountQuery.Criteria(
                query.value("status", Listing.Op.EQ, String.class)
                        .map(status -> AccountStatus.valueOf(status.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                query.value("email", Listing.Op.EQ, String.class)
                        .map(PeopleQueries::key)
                        .orElse(null),
                query.value("email", Listing.Op.SW, String.class)
                        .map(PeopleQueries::lower)
                        .orElse(null),
                query.value("name", Listing.Op.SW, String.class)
                        .map(PeopleQueries::lower)
                        .orElse(null),
                query.value("created_at", Listing.Op.GE, Instant.class).orElse(null),
                query.value("created_at", Listing.Op.LT, Instant.class).orElse(null));
        return new AccountQuery(criteria, within, order(query), query.descending(), after(query), query.limit() + 1);
    }

    /** The sort values of a row. */
    static List<String> after(ListQuery query, AccountEntry row) {
        String place = order(query) == AccountQuery.Order.EMAIL
                ? row.account().email().key()
                : row.account().createdAt().toString();
        return List.of(place, row.account().id().toString());
    }

    private static AccountQuery.@Nullable After after(ListQuery query) {
        if (query.after().isEmpty()) {
            return null;
        }
        try {
            String place = query.after().getFirst();
            UUID id = UUID.fromString(query.after().getLast());
            return order(query) == AccountQuery.Order.EMAIL
                    ? new AccountQuery.After(null, place, id)
                    : new AccountQuery.After(Instant.parse(place), null, id);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Cursors.refused();
        }
    }

    private static AccountQuery.Order order(ListQuery query) {
        return query.sort().equals("email") ? AccountQuery.Order.EMAIL : AccountQuery.Order.CREATED;
    }

    private static String key(String address) {
        try {
            return EmailAddress.parse(address).key();
        } catch (IllegalArgumentException e) {
            throw ApiRefusal.invalid("invalid_filter", "The filter holds something that is no e-mail address.");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
