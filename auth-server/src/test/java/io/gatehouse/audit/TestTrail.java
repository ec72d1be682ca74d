package io.gatehouse.audit;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** The trail on a database, without a server. */
public final class TestTrail {

    private TestTrail() {}

    public static AuditTrail on(DataSource dataSource, Clock clock) {
        return new AuditConfiguration().auditTrail(dataSource, new AuditProperties(Duration.ofDays(365)), clock);
    }
}
