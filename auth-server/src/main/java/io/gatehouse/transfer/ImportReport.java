package io.gatehouse.transfer;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an import ended.
 *
 * @param counts how many items of each kind had each outcome
 * @param notTaken how many items or parts of items were left out
 * @param failure why it stopped early, if it did; what was reported before is in the database, all else is not
 */
public record ImportReport(
        boolean dryRun,
        Map<ItemKind, Map<Outcome, Long>> counts,
        long notTaken,
        @Nullable String failure) {

    /** How many items of a kind had an outcome. */
    public long count(ItemKind kind, Outcome outcome) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(outcome, 0L);
    }

    /** Whether the database is, or would be, other than before. */
    public boolean changedAnything() {
        return counts.values().stream()
                .anyMatch(outcomes ->
                        outcomes.getOrDefault(Outcome.NEW, 0L) > 0 || outcomes.getOrDefault(Outcome.CHANGED, 0L) > 0);
    }

    /** Counts while an import runs. */
    static final class Tally {

        private final Map<ItemKind, Map<Outcome, Long>> counts = new EnumMap<>(ItemKind.class);
        private long notTaken;

        void count(ItemKind kind, Outcome outcome) {
            counts.computeIfAbsent(kind, key -> new EnumMap<>(Outcome.class)).merge(outcome, 1L, Long::sum);
        }

        void notTaken() {
            notTaken++;
        }

        ImportReport report(boolean dryRun, @Nullable String failure) {
            return new ImportReport(dryRun, counts, notTaken, failure);
        }
    }
}
