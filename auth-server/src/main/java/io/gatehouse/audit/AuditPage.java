package io.gatehouse.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events, the newest first.
 *
 * @param next cursor of the following page, null when this is the last one
 */
public record AuditPage(List<AuditEvent> events, @Nullable String next) {

    public AuditPage {
        events = List.copyOf(events);
    }
}
