package io.gatehouse.cli;

import io.gatehouse.transfer.ImportListener;
import io.gatehouse.transfer.ImportReport;
import io.gatehouse.transfer.ImportedItem;
import io.gatehouse.transfer.ItemKind;
import io.gatehouse.transfer.NotTaken;
import io.gatehouse.transfer.Outcome;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Prints how an import goes: for people, who want no page twice, or for programs, as one JSON object a line. */
final class TransferPrinter implements ImportListener {

    /** How many lines about the same thing people get. */
    private static final int SHOWN = 20;

    private static final int STEP = 5000;

    private final PrintWriter out;
    private final boolean json;
    private final boolean dryRun;
    private final Map<String, Integer> told = new TreeMap<>();
    private long nextStep = STEP;

    TransferPrinter(PrintWriter out, boolean json, boolean dryRun) {
        this.out = out;
        this.json = json;
        this.dryRun = dryRun;
    }

    @Override
    public void item(ImportedItem item) {
        if (json) {
            if (item.outcome() != Outcome.SAME) {
                line(
                        "item",
                        Map.of(
                                "kind", item.kind().code(),
                                "place", item.place(),
                                "name", item.name(),
                                "outcome", item.outcome().code(),
                                "changes", item.changes()));
            }
        } else if (dryRun && item.outcome() != Outcome.SAME && item.outcome() != Outcome.REFUSED) {
            say(
                    item.kind().code() + " " + item.outcome().code(),
                    item.outcome().code() + " " + item.kind().code() + " " + item.name()
                            + (item.changes().isEmpty() ? "" : ": " + String.join(", ", item.changes())));
        }
    }

    @Override
    public void notTaken(NotTaken what) {
        if (json) {
            line(
                    "not_taken",
                    Map.of(
                            "kind", what.kind().code(),
                            "place", what.place(),
                            "name", what.name(),
                            "code", what.code(),
                            "reason", what.reason()));
        } else {
            say(
                    what.kind().code() + " " + what.code(),
                    what.place() + ": " + what.kind().code() + " " + what.name() + " [" + what.code() + "] "
                            + what.reason());
        }
    }

    @Override
    public void progress(long done, long total) {
        if (json) {
            line("progress", Map.of("done", done, "total", total));
        } else if (done >= nextStep) {
            nextStep = done + STEP;
            out.println(done + " of " + total + " people …");
        }
    }

    void end(ImportReport report) {
        if (json) {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("dry_run", report.dryRun());
            report.counts().forEach((kind, counts) -> {
                Map<String, Long> numbers = new LinkedHashMap<>();
                counts.forEach((outcome, number) -> numbers.put(outcome.code(), number));
                content.put(kind.code(), numbers);
            });
            content.put("not_taken", report.notTaken());
            if (report.failure() != null) {
                content.put("failure", report.failure());
            }
            line("end", content);
            return;
        }
        told.forEach((about, number) -> {
            if (number > SHOWN) {
                out.println("… and " + (number - SHOWN) + " more: " + about + ". --json tells all.");
            }
        });
        out.println(dryRun ? "Nothing was written. An import would bring:" : "Imported:");
        for (ItemKind kind : ItemKind.values()) {
            if (report.counts().containsKey(kind)) {
                out.println("  " + kind.code() + ": " + report.count(kind, Outcome.NEW) + " new, "
                        + report.count(kind, Outcome.CHANGED) + " changed, " + report.count(kind, Outcome.SAME)
                        + " same, " + report.count(kind, Outcome.REFUSED) + " refused");
            }
        }
        if (report.notTaken() > 0) {
            out.println(report.notTaken() + " things were left out, see above.");
        }
        if (report.failure() != null) {
            out.println("It stopped early. " + report.failure());
        }
    }

    private void say(String about, String line) {
        if (told.merge(about, 1, Integer::sum) <= SHOWN) {
            out.println(line);
        }
    }

    private void line(String type, Map<String, Object> content) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", type);
        line.putAll(content);
        out.println(JsonMapper.shared().writeValueAsString(line));
    }

    /** Passes everything on, and stays open. */
    static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
