package io.gatehouse.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestServer;
import io.gatehouse.shared.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trace is bounded: in memory, in what it writes at a time, and in how long it keeps. */
final class TracesTests {

    private final DataSource database = TestServer.shared().bean(DataSource.class);

    private Traces traces(int most, Clock clock) {
        return new Traces(
                new JdbcSteps(database), new TraceProperties(Duration.ofDays(3), most, Duration.ofSeconds(1)), clock);
    }

    @Test
    void stepsWhenTooManyThenSuccessesGiveWayAndTheRestIsBounded() {
        Traces traces = traces(1_000, Clock.systemUTC());
        String flow = UUID.randomUUID().toString();
        for (int i = 0; i < 1_500; i++) {
            traces.add(Step.of(Step.Kind.TOKEN, Step.Outcome.DONE).flow(flow));
        }
        for (int i = 0; i < 1_500; i++) {
            traces.add(Step.of(Step.Kind.TOKEN, Step.Outcome.REFUSED).flow(flow));
        }
        assertThat(traces.write()).isEqualTo(1_000);
        assertThat(traces.write()).isEqualTo(1_000);
        assertThat(traces.write()).isZero();
        assertThat(count(flow, "refused")).isBetween(998L, 1_000L);
    }

    @Test
    void stepsWhenOlderThanKeptThenDeleted() {
        MutableClock clock = new MutableClock();
        Traces traces = traces(50, clock);
        String flow = UUID.randomUUID().toString();
        clock.advance(Duration.ofDays(-5));
        traces.add(Step.of(Step.Kind.AUTHORIZE, Step.Outcome.REFUSED).flow(flow).fact("asked", "a\0b"));
        assertThat(traces.write()).isEqualTo(1);
        assertThat(count(flow, "refused")).isOne();
        clock.advance(Duration.ofDays(5));
        assertThat(traces.purge()).isPositive();
        assertThat(count(flow, "refused")).isZero();
    }

    private long count(String flow, String outcome) {
        return JdbcClient.create(database)
                .sql("select count(*) from trace_step where flow = ? and outcome = ?")
                .params(flow, outcome)
                .query(Long.class)
                .single();
    }
}
