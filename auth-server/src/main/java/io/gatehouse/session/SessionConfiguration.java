package io.gatehouse.session;

import io.gatehouse.web.BrowserCookies;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.transaction.support.TransactionOperations;

/** Wires single sign-on sessions. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SessionConfiguration {

    @Bean
    SessionService.Endings sessionEndings(
            TransactionOperations transactions, ApplicationEventPublisher events, DataSource dataSource) {
        return new SessionService.Endings(transactions, events, new JdbcRememberedBrowsers(dataSource));
    }

    @Bean
    SessionService sessionService(
            DataSource dataSource,
            BrowserCookies cookies,
            SessionProperties properties,
            Clock clock,
            SessionService.Endings endings) {
        return new SessionService(new JdbcSessions(dataSource), cookies, properties, clock, endings);
    }

    @Bean
    SecurityContextRepository sessionSecurityContexts(SessionService sessions) {
        return new SessionSecurityContextRepository(sessions);
    }

    @Bean
    KnownDevices knownDevices(
            DataSource dataSource, BrowserCookies cookies, SessionProperties properties, Clock clock) {
        return new KnownDevices(new JdbcDevices(dataSource), new JdbcNetworks(dataSource), cookies, properties, clock);
    }

    @Bean
    SessionPurgeJob sessionPurgeJob(SessionService sessions, KnownDevices devices, RememberedBrowsers remembered) {
        return new SessionPurgeJob(sessions, devices, remembered);
    }
}
