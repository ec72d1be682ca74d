package io.gatehouse.trace;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the trace. */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    @Bean
    Traces traces(DataSource dataSource, TraceProperties properties, Clock clock) {
        return new Traces(new JdbcSteps(dataSource), properties, clock);
    }

    @Bean
    TraceJob traceJob(Traces traces) {
        return new TraceJob(traces);
    }
}
