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

/** The part of the house that imports and exports: people with all that they prove themselves with, roles, clients. */
@ComponentScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.account",
    "io.gatehouse.access",
    "io.gatehouse.audit",
    "io.gatehouse.outbound",
    "io.gatehouse.throttle",
    "io.gatehouse.client",
    "io.gatehouse.transfer"
})
@ComponentScan(
        basePackages = {"io.gatehouse.notification", "io.gatehouse.mfa", "io.gatehouse.password"},
        useDefaultFilters = false,
        includeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(NotificationConfiguration|MfaConfiguration|HashingConfiguration)"))
@ConfigurationPropertiesScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.audit",
    "io.gatehouse.outbound",
    "io.gatehouse.throttle",
    "io.gatehouse.client",
    "io.gatehouse.notification",
    "io.gatehouse.password"
})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
final class TransferCommandContext {}
