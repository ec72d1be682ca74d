package io.gatehouse.admin.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;

/** Says that this node is at work, tells what other nodes left, and clears away files and reports. */
final class ImportKeeper {

    private final JdbcImportJobs jobs;
    private final ObjectProvider<ImportJobs.Desk> desks;
    private final Clock clock;

    ImportKeeper(JdbcImportJobs jobs, ObjectProvider<ImportJobs.Desk> desks, Clock clock) {
        this.jobs = jobs;
        this.desks = desks;
        this.clock = clock;
    }

    /** Asks the database nothing while nothing runs. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void beat() {
        ImportRunner runner = desks.getObject().runner();
        if (runner.busy()) {
            jobs.beat(runner.node(), clock.instant());
        }
    }

    @Scheduled(initialDelay = 2, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void clear() {
        ImportJobs.Desk desk = desks.getObject();
        Instant now = clock.instant();
        jobs.interrupt(now.minus(ImportJobs.SILENCE), now);
        jobs.discardChecked(now.minus(ImportJobs.WAIT), now);
        jobs.purge(now.minus(desk.properties().keep()));
        desk.folder().deleteAllBut(jobs.open());
    }
}
