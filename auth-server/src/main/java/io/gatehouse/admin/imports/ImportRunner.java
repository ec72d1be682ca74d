package io.gatehouse.admin.imports;

import io.gatehouse.access.Actor;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.admin.imports.ImportJob.State;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import io.gatehouse.transfer.ImportReport;
import io.gatehouse.transfer.Imports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs imports beside the requests, on the node that has the file. */
final class ImportRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    /** This start of this node. */
    private final UUID node = UUID.randomUUID();

    private final Imports imports;
    private final JdbcImportJobs jobs;
    private final ImportFolder folder;
    private final AdminTrail trail;
    private final Clock clock;
    private volatile boolean busy;
    private volatile boolean waiting;

    ImportRunner(Imports imports, JdbcImportJobs jobs, ImportFolder folder, AdminTrail trail, Clock clock) {
        this.imports = imports;
        this.jobs = jobs;
        this.folder = folder;
        this.trail = trail;
        this.clock = clock;
    }

    UUID node() {
        return node;
    }

    boolean busy() {
        return busy;
    }

    /** Begins the dry run of a job that was just added for this node. */
    void check(ImportJob job) {
        begin(job, true);
    }

    /** Begins the import that somebody wants from this node, if there is one. */
    void importWanted() {
        jobs.claim(node, clock.instant()).ifPresent(job -> begin(job, false));
    }

    /** The same, but asks the database nothing unless a file waits here. */
    void importIfHere() {
        if (waiting) {
            importWanted();
        }
    }

    private void begin(ImportJob job, boolean dryRun) {
        busy = true;
        Thread.ofPlatform().daemon().name("import").start(() -> {
            try {
                ImportCaller.run(job, () -> run(job, dryRun));
            } catch (RuntimeException e) {
                LOG.error("The import {} ended without a word; it will be shown as interrupted", job.id(), e);
            } finally {
                busy = false;
            }
        });
    }

    private void run(ImportJob job, boolean dryRun) {
        ImportOutcome outcome = outcome(job, dryRun);
        boolean over = !dryRun || outcome.failure() != null;
        if (over) {
            folder.delete(job.id());
        }
        waiting = !over;
        State state = outcome.failure() != null ? State.FAILED : dryRun ? State.CHECKED : State.DONE;
        trail.within(() -> {
            boolean finished = jobs.finish(job.id(), state, outcome, clock.instant());
            if (finished) {
                record(AuditAction.IMPORT_FINISHED, job, dryRun, outcome);
            }
            return finished;
        });
    }

    private ImportOutcome outcome(ImportJob job, boolean dryRun) {
        ImportOutcome.Collector collector =
                new ImportOutcome.Collector(progress -> jobs.progress(job.id(), progress, clock.instant()));
        Path file = folder.file(job.id());
        AccountId by = job.by();
        if (by == null || !Files.isRegularFile(file)) {
            return ImportOutcome.failed("The file is no longer there. Upload it again.");
        }
        ImportFormat format = job.source().format();
        ImportOptions options =
                dryRun ? job.source().options().asDryRun() : job.source().options();
        try {
            ImportReport report = imports.run(Actor.of(by), format, file, options, collector);
            return collector.outcome(report);
        } catch (GatehouseException e) {
            return ImportOutcome.failed(String.valueOf(e.getMessage())
                    .replace(file.getFileName().toString(), job.source().fileName()));
        } catch (RuntimeException e) {
            LOG.error("The import {} failed", job.id(), e);
            return ImportOutcome.failed("The server failed. Its log has the cause.");
        }
    }

    private void record(AuditAction action, ImportJob job, boolean dryRun, ImportOutcome outcome) {
        Map<String, String> facts = new LinkedHashMap<>(Map.of(
                "dry_run",
                Boolean.toString(dryRun),
                "format",
                job.source().format().code()));
        outcome.summary().counts().forEach((kind, counts) -> facts.put(kind, counts.toString()));
        facts.put("not_taken", Long.toString(outcome.notTaken()));
        facts.put("failed", Boolean.toString(outcome.failure() != null));
        trail.thing(action, "import", job.id().toString(), facts);
    }
}
