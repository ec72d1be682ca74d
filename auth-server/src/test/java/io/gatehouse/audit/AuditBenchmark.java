package io.gatehouse.audit;

import io.gatehouse.shared.MutableClock;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** How long a large trail takes to seal, verify and export; run by {@code bench/audit.sh}, no test. */
final class AuditBenchmark {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int PORTION = 10_000;

    private AuditBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int events = Integer.parseInt(arguments[0]);
        try (TestTrail trail = new TestTrail(new MutableClock(), 10_000)) {
            timed("made", events, () -> fill(trail, events));
            timed("sealed", events, () -> {
                trail.sealer.run();
                return trail.sealer.close(true);
            });
            trail.superuser().sql("vacuum analyze").update();
            AuditVerification live =
                    timed("verified", events, () -> trail.proofBesideFile().verify(null, null));
            print(live);
            Path file = Files.createTempFile("gatehouse-audit", ".ndjson");
            timed("exported", events, () -> export(trail, file));
            System.out.printf(Locale.ROOT, "the export has %d MiB%n", Files.size(file) >> 20);
            AuditVerification offline = timed("verified offline", events, () -> {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    return AuditProof.verifyExport(lines, trail.keys.publicKeys(), trail.chain.lastCheckpoint());
                }
            });
            print(offline);
            Files.delete(file);
        }
    }

    private static long export(TestTrail trail, Path file) throws Exception {
        try (Writer out = new BufferedWriter(Files.newBufferedWriter(file), 1 << 16)) {
            return trail.proof().export(out);
        }
    }

    private static void print(AuditVerification result) {
        System.out.println("  " + result.events() + " events, " + result.checkpoints() + " checkpoints, "
                + result.problems() + " problems");
    }

    private static <T> T timed(String what, int events, Callable<T> work) throws Exception {
        long cpuBegin = CPU.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        T result = work.call();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = (CPU.getCurrentThreadCpuTime() - cpuBegin) / 1e9;
        Runtime machine = Runtime.getRuntime();
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "%-17s %8.1f s, %8.1f s of them on this processor, %9.0f events/s, %d MiB in use afterwards%n",
                what,
                seconds,
                cpu,
                events / seconds,
                (machine.totalMemory() - machine.freeMemory()) >> 20);
        return result;
    }

    private static int fill(TestTrail trail, int events) throws SQLException {
        try (Connection connection = trail.database.dataSource().getConnection()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int done = 0; done < events; done += PORTION) {
                StringBuilder lines = new StringBuilder(PORTION * 700);
                for (int number = done; number < Math.min(events, done + PORTION); number++) {
                    trail.clock.advance(Duration.ofMillis(20));
                    line(lines, event(trail, number));
                }
                copyIn(copy, lines.toString());
            }
            connection.createStatement().execute("insert into audit_queue select id from audit_event");
        }
        return events;
    }

    private static void copyIn(CopyManager copy, String lines) throws SQLException {
        try {
            copy.copyIn("copy audit_event from stdin", new StringReader(lines));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static StoredEvent event(TestTrail trail, int number) {
        AuditEntry entry = AuditEntry.of(AuditAction.ROLE_GIVEN)
                .target("role", "role-" + number % 1000)
                .client("console")
                .change(Map.of(), Map.of("until", "2031-01-01T00:00:00Z"));
        RequestFacts facts = new RequestFacts(
                "203.0.113." + number % 250,
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "request" + number,
                true);
        AuditCaller caller = new AuditCaller(AuditActor.client("console"), null, null, "acr", List.of("pwd", "otp"));
        return trail.codec.store(entry, caller, facts);
    }

    private static void line(StringBuilder lines, StoredEvent event) {
        Object[] columns = {
            event.id(),
            event.version(),
            event.at(),
            event.action(),
            event.outcome(),
            event.actorType(),
            event.actorId(),
            event.account(),
            event.targetType(),
            event.targetId(),
            event.clientId(),
            event.sid(),
            event.acr(),
            event.amr(),
            event.requestId(),
            event.facts(),
            event.actor().key(),
            event.actor().content(),
            event.person().key(),
            event.person().content(),
            event.mac()
        };
        for (int column = 0; column < columns.length; column++) {
            lines.append(column == 0 ? "" : "\t").append(text(columns[column]));
        }
        lines.append('\n');
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case byte[] bytes -> "\\\\x" + HexFormat.of().formatHex(bytes);
            default -> value.toString().replace("\\", "\\\\");
        };
    }
}
