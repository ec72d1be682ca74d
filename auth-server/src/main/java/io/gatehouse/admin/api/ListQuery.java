package io.gatehouse.admin.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list the caller wants.
 *
 * @param sort a field of the listing's allow-list
 * @param after the sort values of the last row that the caller has, empty for the first page
 * @param search what somebody is typing, null unless the listing can be searched
 */
record ListQuery(
        Listing listing,
        List<Condition> conditions,
        String sort,
        boolean descending,
        List<String> after,
        int limit,
        @Nullable String search) {

    ListQuery {
        conditions = List.copyOf(conditions);
        after = List.copyOf(after);
    }

    /** The value that a field is compared with, if the filter does. */
    <T> Optional<T> value(String field, Listing.Op op, Class<T> type) {
        return conditions.stream()
                .filter(condition -> condition.field().equals(field) && condition.op() == op)
                .map(condition -> type.cast(condition.value()))
                .findFirst();
    }
}
