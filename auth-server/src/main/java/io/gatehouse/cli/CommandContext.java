package io.gatehouse.cli;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The part of the house that commands need: database, keyring and signing keys, no web server and no other room. */
@ComponentScan({"io.gatehouse.shared", "io.gatehouse.database", "io.gatehouse.keyring", "io.gatehouse.signingkey"})
@ConfigurationPropertiesScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.signingkey"
})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
final class CommandContext {}
