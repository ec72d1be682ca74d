package io.gatehouse.admin.imports;

import io.gatehouse.admin.imports.ImportSummary.Change;
import io.gatehouse.admin.imports.ImportSummary.LeftOut;
import io.gatehouse.transfer.ImportListener;
import io.gatehouse.transfer.ImportReport;
import io.gatehouse.transfer.ImportedItem;
import io.gatehouse.transfer.NotTaken;
import io.gatehouse.transfer.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How an import ended. */
record ImportOutcome(
        ImportSummary summary, long notTaken, @Nullable String failure) {

    static ImportOutcome failed(String why) {
        return new ImportOutcome(ImportSummary.EMPTY, 0, why);
    }

    /** Keeps the first of what an import tells, and passes on how far it is. */
    static final class Collector implements ImportListener {

        /** What a page can show. */
        private static final int MOST = 200;

        private static final int MOST_GETS = 20;

        private final Consumer<ImportJob.Progress> progress;
        private final List<Change> changes = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private long notTaken;

        Collector(Consumer<ImportJob.Progress> progress) {
            this.progress = progress;
        }

        @Override
        public void item(ImportedItem item) {
            boolean told = item.outcome() == Outcome.NEW || item.outcome() == Outcome.CHANGED;
            if (told && changes.size() < MOST) {
                changes.add(new Change(
                        item.kind().code(),
                        item.name(),
                        item.outcome().code(),
                        item.changes().stream().limit(MOST_GETS).toList()));
            }
        }

        @Override
        public void notTaken(NotTaken what) {
            notTaken++;
            if (leftOut.size() < MOST) {
                leftOut.add(new LeftOut(what.kind().code(), what.place(), what.name(), what.code(), what.reason()));
            }
        }

        @Override
        public void progress(long done, long total) {
            progress.accept(new ImportJob.Progress(done, total, notTaken));
        }

        ImportOutcome outcome(ImportReport report) {
            Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
            report.counts().forEach((kind, numbers) -> {
                Map<String, Long> named = new LinkedHashMap<>();
                numbers.forEach((outcome, number) -> named.put(outcome.code(), number));
                counts.put(kind.code(), named);
            });
            return new ImportOutcome(new ImportSummary(counts, changes, leftOut), report.notTaken(), report.failure());
        }
    }
}
