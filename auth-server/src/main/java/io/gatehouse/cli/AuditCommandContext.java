package io.gatehouse.cli;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The part of the house that the audit trail needs, and no web server. */
@ComponentScan({"io.gatehouse.shared", "io.gatehouse.database", "io.gatehouse.keyring", "io.gatehouse.audit"})
@ConfigurationPropertiesScan({
    "io.gatehouse.shared",
    "io.gatehouse.database",
    "io.gatehouse.keyring",
    "io.gatehouse.audit"
})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@Import(OperatorCaller.class)
final class AuditCommandContext {}
