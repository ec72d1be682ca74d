package io.gatehouse.admin.imports;

import io.gatehouse.access.AccessService;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.admin.imports.ImportJob.Progress;
import io.gatehouse.admin.imports.ImportJob.State;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.UuidV7;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Imports in the console, one at a time on all nodes: a dry run first, then the import itself. Both run beside the requests and
 * tell in the database how far they are. Only administrators may, since a file can bring anything.
 */
public final class ImportJobs {

    /** A node that says nothing for so long is taken to be gone. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    /** How long a file waits for a decision. */
    static final Duration WAIT = Duration.ofHours(1);

    private final JdbcImportJobs jobs;
    private final Desk desk;
    private final AccessService access;
    private final AdminTrail trail;
    private final Clock clock;

    ImportJobs(JdbcImportJobs jobs, Desk desk, AccessService access, AdminTrail trail, Clock clock) {
        this.jobs = jobs;
        this.desk = desk;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /** Where files lie and who works on them. */
    record Desk(ImportFolder folder, ImportRunner runner, ImportProperties properties) {}

    /** Who starts or decides something. */
    public record By(AccountId account, UUID sid) {

        public static By of(SsoSession session) {
            return new By(session.accountId(), session.sid());
        }
    }

    /** A file as it comes in. */
    public record Incoming(ImportFormat format, String fileName, ImportOptions options, InputStream content) {}

    /** The import that runs, or the last one that did. */
    public Optional<ImportJob> latest() {
        Optional<ImportJob> latest = jobs.latest();
        if (latest.filter(ImportJob::running).isPresent()
                && jobs.interrupt(clock.instant().minus(SILENCE), clock.instant()) > 0) {
            return jobs.latest();
        }
        return latest;
    }

    /** The largest file that is taken, in bytes. */
    public long largestFile() {
        return desk.properties().largestFile().toBytes();
    }

    /** Keeps the file and begins its dry run. Empty if the file is larger than allowed. */
    public Optional<ImportJob> start(By by, Incoming incoming) {
        requireAdministrator(by);
        if (latest().filter(ImportJob::running).isPresent()) {
            throw running();
        }
        UUID id = UuidV7.next(clock);
        long size = keep(id, incoming.content());
        if (size < 0) {
            return Optional.empty();
        }
        ImportJob.Source source =
                new ImportJob.Source(incoming.format(), shown(incoming.fileName()), size, incoming.options());
        Instant now = clock.instant();
        ImportJob job = new ImportJob(
                id,
                by.account(),
                by.sid(),
                source,
                State.CHECKING,
                Progress.NONE,
                ImportSummary.EMPTY,
                null,
                now,
                null);
        boolean added = trail.within(() -> {
            boolean inserted = jobs.insert(job, desk.runner().node(), now);
            if (inserted) {
                record(job.id(), true);
            }
            return inserted;
        });
        if (!added) {
            desk.folder().delete(id);
            throw running();
        }
        desk.runner().check(job);
        return Optional.of(job);
    }

    private long keep(UUID id, InputStream content) {
        try {
            return desk.folder().keep(id, content, largestFile());
        } catch (IOException e) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "The file did not arrive, or can't be kept", e);
        }
    }

    /** Lets the import begin whose dry run is over. */
    public void importNow(By by, UUID id) {
        requireAdministrator(by);
        trail.within(() -> {
            if (!jobs.want(id, by.account(), by.sid(), clock.instant())) {
                throw new GatehouseException(ErrorCode.CONFLICT, "The import " + id + " does not wait for a decision");
            }
            record(id, false);
            return id;
        });
        desk.runner().importWanted();
    }

    /** Drops a file whose dry run is over. */
    public void discard(By by, UUID id) {
        requireAdministrator(by);
        if (!jobs.discard(id, clock.instant())) {
            throw new GatehouseException(ErrorCode.CONFLICT, "The import " + id + " does not wait for a decision");
        }
        desk.folder().delete(id);
    }

    private void requireAdministrator(By by) {
        if (!access.authoritiesOf(by.account()).administrator()) {
            throw new GatehouseException(ErrorCode.FORBIDDEN, by.account() + " is no administrator and may not import");
        }
    }

    private void record(UUID id, boolean dryRun) {
        trail.thing(AuditAction.IMPORT_STARTED, "import", id.toString(), Map.of("dry_run", Boolean.toString(dryRun)));
    }

    /** The last part of what may be a path, without what a page can't show. */
    private static String shown(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{C}\\p{Z}]+", " ")
                .strip();
        return name.length() <= 100 ? name : name.substring(0, 100);
    }

    private static GatehouseException running() {
        return new GatehouseException(ErrorCode.CONFLICT, "Another import is running");
    }
}
