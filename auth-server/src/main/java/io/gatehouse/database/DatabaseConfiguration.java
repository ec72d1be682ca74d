package io.gatehouse.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.shared.GatehouseProperties;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Opens and migrates the database before anything can ask for its DataSource. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int JOBS_AT_ONCE = 4;

    /** After the filters of {@code io.gatehouse.web}, one of which answers whatever else fails. */
    private static final int INSIDE_OTHER_FAILURES = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final int MOST_IDLE = 5;

    /** Bounds what one statement or a forgotten transaction can hold, set by the session so that no role needs changing. */
    private static final String LIMITS = "set statement_timeout = '10s'; set lock_timeout = '5s'; "
            + "set idle_in_transaction_session_timeout = '30s'";

    @Bean(destroyMethod = "close")
    DatabaseSource databaseSource(DatabaseProperties properties, GatehouseProperties gatehouse) {
        return DatabaseSource.open(properties, gatehouse.data());
    }

    @Bean
    HikariDataSource dataSource(DatabaseSource source, DatabaseProperties properties) {
        DatabaseAccess access = source.access();
        HikariConfig config = new HikariConfig();
        config.setPoolName("gatehouse");
        config.setJdbcUrl(access.url());
        config.setUsername(access.server().user());
        config.setPassword(access.server().password());
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(Math.min(MOST_IDLE, properties.poolSize()));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_000);
        config.setKeepaliveTime(60_000);
        config.setConnectionInitSql(LIMITS);
        config.addDataSourceProperty("ApplicationName", "gatehouse");
        config.addDataSourceProperty("connectTimeout", "3");
        // longer than a statement may take, so that a slow one ends as itself and not as a lost connection
        config.addDataSourceProperty("socketTimeout", "15");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    @Bean
    DatabaseCheckup databaseCheckup(DatabaseSource source, Clock clock) {
        return new DatabaseCheckup(source, clock);
    }

    @Bean
    SchemaOwner schemaOwner(DatabaseSource source) {
        return new SchemaOwner(source.access());
    }

    @Bean
    PostgresChangeFeed changeFeed(DatabaseSource source) {
        return new PostgresChangeFeed(source.access());
    }

    /** Several threads, so that a long purge keeps neither mails nor the seal of the trail waiting. */
    @Bean
    TaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(JOBS_AT_ONCE);
        scheduler.setThreadNamePrefix("job-");
        scheduler.setErrorHandler(new JobErrorHandler());
        return scheduler;
    }

    @Bean
    FilterRegistrationBean<DatabaseUnavailableFilter> databaseUnavailableFilter() {
        FilterRegistrationBean<DatabaseUnavailableFilter> registration =
                new FilterRegistrationBean<>(new DatabaseUnavailableFilter());
        registration.setOrder(INSIDE_OTHER_FAILURES);
        return registration;
    }
}
