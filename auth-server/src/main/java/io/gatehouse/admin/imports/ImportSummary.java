package io.gatehouse.admin.imports;

import java.util.List;
import java.util.Map;

/**
 * What an import did or would do, in an amount that a page can show.
 *
 * @param counts by kind of item, then by outcome
 * @param changes the first items that are new or get something
 * @param leftOut the first things that are not taken
 */
public record ImportSummary(Map<String, Map<String, Long>> counts, List<Change> changes, List<LeftOut> leftOut) {

    public static final ImportSummary EMPTY = new ImportSummary(Map.of(), List.of(), List.of());

    /** An item that is new or gets something. */
    public record Change(String kind, String name, String outcome, List<String> gets) {}

    /** A thing that is not taken, and why. */
    public record LeftOut(String kind, String place, String name, String code, String reason) {}

    public ImportSummary {
        changes = List.copyOf(changes);
        leftOut = List.copyOf(leftOut);
    }

    /** How many items of a kind had an outcome. */
    public long count(String kind, String outcome) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(outcome, 0L);
    }
}
