package io.gatehouse.trace;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Writes steps behind the requests that they tell of, and deletes old ones. */
final class TraceJob {

    private static final int BATCHES = 100;

    private final Traces traces;

    TraceJob(Traces traces) {
        this.traces = traces;
    }

    @Scheduled(fixedDelayString = "${gatehouse.trace.every:1s}")
    void write() {
        traces.write();
    }

    @Scheduled(initialDelay = 7, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void purge() {
        int batches = 0;
        while (batches < BATCHES && traces.purge() > 0) {
            batches++;
        }
    }
}
