package io.gatehouse.password;

import io.gatehouse.access.RoleService;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

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

    static PasswordExpiry noExpiry(DataSource dataSource) {
        return new PasswordExpiry(
                new JdbcPasswordChanges(dataSource),
                defaults(),
                new RoleService(dataSource, Clock.systemUTC()),
                Clock.systemUTC());
    }
}
