package io.gatehouse.admin.api;

import io.gatehouse.access.Validity;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when until when something is given; both may be left out. */
record Term(
        @Example("null") @Nullable String from,
        @Example("\"2026-12-31T00:00:00Z\"") @Nullable String until) {

    Validity validity() {
        Instant first = time("from", from);
        Instant end = time("until", until);
        if (first != null && end != null && !first.isBefore(end)) {
            throw ApiRefusal.invalid("invalid_term", "It would end before it begins.");
        }
        return new Validity(first, end);
    }

    static Term of(Validity validity) {
        Instant first = validity.from();
        Instant end = validity.until();
        return new Term(first == null ? null : first.toString(), end == null ? null : end.toString());
    }

    private static @Nullable Instant time(String member, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.matches("2[0-9]{3}-.{1,30}Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw ApiRefusal.invalid(
                "invalid_term", "The member " + member + " needs a time such as 2026-01-31T12:00:00Z.");
    }
}
