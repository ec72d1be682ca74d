package io.gatehouse.password;

import io.gatehouse.access.RoleService;
import io.gatehouse.outbound.OutboundClient;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the password policy. */
@Configuration(proxyBeanMethods = false)
class PasswordPolicyConfiguration {

    @Bean
    JdbcPasswordChanges jdbcPasswordChanges(DataSource dataSource) {
        return new JdbcPasswordChanges(dataSource);
    }

    @Bean
    PasswordExpiry passwordExpiry(
            JdbcPasswordChanges changes, PasswordPolicyProperties properties, RoleService roles, Clock clock) {
        return new PasswordExpiry(changes, properties, roles, clock);
    }

    @Bean
    StrengthMeter strengthMeter() {
        return new StrengthMeter();
    }

    /** In the order in which people read them; the rules that take long come last. */
    @Bean
    PasswordPolicies passwordPolicies(
            PasswordPolicyProperties properties,
            RoleService roles,
            StrengthMeter meter,
            HistoryRule history,
            BreachRule breach) {
        List<PasswordRule> rules = List.of(
                new LengthRule(),
                new PassphraseRule(),
                new NumericRule(),
                new SimilarityRule(),
                new CommonRule(),
                new StrengthRule(meter),
                history,
                breach);
        return new PasswordPolicies(properties, rules, roles);
    }

    @Bean
    HistoryRule historyRule(JdbcPasswordChanges changes, PasswordService passwords) {
        return new HistoryRule(changes, passwords);
    }

    @Bean
    BreachRule breachRule(OutboundClient outbound, BreachProperties properties) {
        return new BreachRule(outbound, properties);
    }
}
