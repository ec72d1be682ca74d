package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.TaskScheduler;

/** On the scheduler of the whole server, so that a job of any room is covered. */
@ExtendWith(OutputCaptureExtension.class)
final class JobErrorHandlerTests {

    private final TaskScheduler scheduler = TestServer.shared().bean(TaskScheduler.class);

    @Test
    void jobWhenDatabaseIsAwayThenOneLineWithoutStackTrace(CapturedOutput output) {
        RuntimeException loss = new DataAccessResourceFailureException(
                "could not read", new SQLException("Connection to nowhere\nrefused", "08001"));
        String written = written(output, loss, "The database is away");
        assertThat(written)
                .contains("scheduled jobs try again at their next turn: Connection to nowhere refused")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void jobWhenItFailsForAnotherReasonThenStackTrace(CapturedOutput output) {
        String written = written(output, new IllegalStateException("a mistake of ours"), "\tat ");
        assertThat(written).contains("java.lang.IllegalStateException: a mistake of ours", "\tat ");
    }

    private String written(CapturedOutput output, RuntimeException failure, String awaited) {
        int before = output.getAll().length();
        ScheduledFuture<?> job = scheduler.scheduleWithFixedDelay(
                () -> {
                    throw failure;
                },
                Duration.ofSeconds(1));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> output.getAll().substring(before).contains(awaited));
        } finally {
            job.cancel(false);
        }
        return output.getAll().substring(before);
    }
}
