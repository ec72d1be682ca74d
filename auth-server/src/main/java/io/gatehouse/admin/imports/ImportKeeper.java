package io.gatehouse.admin.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Says that this node is at work, tells what other nodes left, and clears away files and reports. */
final class ImportKeeper {

    private final JdbcImportJobs jobs;
    private final ImportJobs.Desk desk;
    private final Clock clock;

    ImportKeeper(JdbcImportJobs jobs, ImportJobs.Desk desk, Clock clock) {
        this.jobs = jobs;
        this.desk = desk;
        this.clock = clock;
    }

    /** Asks the database nothing while nothing runs. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void beat() {
        if (desk.runner().busy()) {
            jobs.beat(desk.runner().node(), clock.instant());
        }
    }

    @Scheduled(initialDelay = 2, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void clear() {
        Instant now = clock.instant();
        jobs.interrupt(now.minus(ImportJobs.SILENCE), now);
        jobs.discardChecked(now.minus(ImportJobs.WAIT), now);
        jobs.purge(now.minus(desk.properties().keep()));
        desk.folder().deleteAllBut(jobs.open());
    }
}
