package io.gatehouse.session;

import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.web.BrowserCookies;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.LocaleResolver;

/** Wires remembered browsers. */
@Configuration(proxyBeanMethods = false)
class RememberConfiguration {

    /** After the filter that lets the audit trail see the request (-105), before the security chains (-100). */
    private static final int ORDER = -102;

    @Bean
    RememberedSessions rememberedSessions(
            DataSource dataSource, SessionProperties properties, Keyring keyring, Clock clock) {
        return new RememberedSessions(
                new JdbcRememberedBrowsers(dataSource), new JdbcSessions(dataSource), properties, keyring, clock);
    }

    @Bean
    StolenBrowsers stolenBrowsers(
            SessionService sessions,
            ApplicationEventPublisher events,
            SecurityNotices notices,
            AuditTrail audit,
            TransactionOperations transactions) {
        return new StolenBrowsers(sessions, events, notices, audit, transactions);
    }

    @Bean
    RememberedBrowsers.Surroundings rememberedBrowserSurroundings(
            ObjectProvider<RememberRule> rules,
            StolenBrowsers stolen,
            TransactionOperations transactions,
            Clock clock,
            LocaleResolver localeResolver) {
        return new RememberedBrowsers.Surroundings(rules, stolen, transactions, clock, localeResolver);
    }

    @Bean
    RememberedBrowsers rememberedBrowsers(
            DataSource dataSource,
            RememberedSessions revivals,
            BrowserCookies cookies,
            SessionProperties properties,
            RememberedBrowsers.Surroundings surroundings) {
        return new RememberedBrowsers(
                new JdbcRememberedBrowsers(dataSource), revivals, cookies, properties, surroundings);
    }

    @Bean
    FilterRegistrationBean<RememberedBrowserFilter> rememberedBrowserFilter(
            RememberedBrowsers browsers, SessionService sessions, BrowserCookies cookies) {
        FilterRegistrationBean<RememberedBrowserFilter> registration =
                new FilterRegistrationBean<>(new RememberedBrowserFilter(browsers, sessions, cookies));
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}
