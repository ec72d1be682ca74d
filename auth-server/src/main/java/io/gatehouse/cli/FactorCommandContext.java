package io.gatehouse.cli;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The part of the house that knows people's second factors, with the audit trail and the outbox, and no web server. */
@ComponentScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.account",
    "io.gatehouse.audit"
})
@ComponentScan(
        basePackages = {"io.gatehouse.notification", "io.gatehouse.mfa", "io.gatehouse.passkey"},
        useDefaultFilters = false,
        includeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(NotificationConfiguration|MfaConfiguration|PasskeyLossConfiguration)"))
@ConfigurationPropertiesScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.audit",
    "io.gatehouse.notification"
})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@Import(OperatorCaller.class)
final class FactorCommandContext {}
