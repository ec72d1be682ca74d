package io.gatehouse.audit;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds events by anything that is kept of them. Pages are bounded, and stay right while new events come in. */
public final class AuditSearch {

    private static final int LARGEST_PAGE = 200;

    private final JdbcAuditSearch search;
    private final EventCodec codec;

    AuditSearch(JdbcAuditSearch search, EventCodec codec) {
        this.search = search;
        this.codec = codec;
    }

    /** The place behind the last event of a page. */
    record Cursor(Instant at, UUID id) {

        private static final int BYTES = 3 * Long.BYTES;

        String text() {
            byte[] bytes = ByteBuffer.allocate(BYTES)
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        static Cursor parse(String text) {
            byte[] bytes;
            try {
                bytes = Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw invalid();
            }
            if (bytes.length != BYTES) {
                throw invalid();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long micros = buffer.getLong();
            if (Math.abs(micros) > Long.MAX_VALUE / 100) {
                throw invalid();
            }
            return new Cursor(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(buffer.getLong(), buffer.getLong()));
        }

        private static GatehouseException invalid() {
            return new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "The cursor is not one that an earlier page gave.");
        }
    }

    /** A page of at most 200 events, the newest first; the cursor is that of the page before, or null for the first. */
    public AuditPage find(AuditQuery query, @Nullable String cursor, int limit) {
        int size = Math.clamp(limit, 1, LARGEST_PAGE);
        List<AuditEvent> events = search.find(query, cursor == null ? null : Cursor.parse(cursor), size + 1, codec);
        if (events.size() <= size) {
            return new AuditPage(events, null);
        }
        AuditEvent last = events.get(size - 1);
        return new AuditPage(events.subList(0, size), new Cursor(last.at(), last.id()).text());
    }

    /** How often each of these happened on each day since a moment, of half a million events at most. */
    public List<DailyCount> daily(Set<AuditAction> actions, Instant from) {
        return search.daily(actions, from);
    }

    public Optional<AuditEvent> find(UUID id) {
        return search.find(id, codec);
    }
}
