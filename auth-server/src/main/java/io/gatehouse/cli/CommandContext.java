package io.gatehouse.cli;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The part of the house that commands need: database, keyring, signing keys and password hashes, and no web server. */
@ComponentScan({"io.gatehouse.shared", "io.gatehouse.database", "io.gatehouse.keyring", "io.gatehouse.signingkey"})
@ComponentScan(
        basePackages = "io.gatehouse.password",
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.HashingConfiguration"))
@ConfigurationPropertiesScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.signingkey",
    "io.gatehouse.password"
})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
final class CommandContext {}
