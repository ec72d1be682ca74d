package io.gatehouse.audit;

import java.util.Map;

/** What a thing was and what it became, as short facts by name. Unchanged ones are left out. */
public record AuditChange(Map<String, String> before, Map<String, String> after) {

    public static final AuditChange NONE = new AuditChange(Map.of(), Map.of());

    public AuditChange {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
