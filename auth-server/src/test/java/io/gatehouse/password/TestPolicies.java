package io.gatehouse.password;

import io.gatehouse.access.TestAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Policies for tests. */
final class TestPolicies {

    private TestPolicies() {}

    /** What everybody gets when nothing is configured. */
    static PasswordPolicyProperties defaults() {
        return with(Map.of());
    }

    static PasswordPolicyProperties with(Map<String, PasswordPolicyProperties.Role> roles) {
        return new PasswordPolicyProperties(8, 3, 0, 5, Duration.ZERO, true, true, true, roles);
    }

    /** For tests that never ask whether a password is too old. */
    static PasswordExpiry noExpiry() {
        DriverManagerDataSource nowhere = new DriverManagerDataSource();
        return new PasswordExpiry(
                new JdbcPasswordChanges(nowhere), defaults(), TestAccess.nowhere(nowhere).roles, Clock.systemUTC());
    }
}
