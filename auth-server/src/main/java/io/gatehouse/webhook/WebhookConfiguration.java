package io.gatehouse.webhook;

import io.gatehouse.audit.AuditFeed;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.outbound.OutboundClient;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionOperations;

/** Wires the web-hooks: from the trail to deliveries, from deliveries to receivers. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebhookConfiguration {

    @Bean
    JdbcEndpoints webhookEndpoints(DataSource dataSource) {
        return new JdbcEndpoints(dataSource);
    }

    @Bean
    JdbcDeliveries webhookDeliveries(DataSource dataSource) {
        return new JdbcDeliveries(dataSource);
    }

    @Bean
    SecretKeeper webhookSecrets(JdbcEndpoints endpoints, Keyring keyring) {
        return new SecretKeeper(endpoints, keyring);
    }

    @Bean
    Webhooks.Work webhookWork(TransactionOperations transactions, Clock clock, WebhookProperties properties) {
        return new Webhooks.Work(transactions, clock, properties.secretOverlap());
    }

    @Bean
    Webhooks webhooks(
            JdbcEndpoints endpoints,
            SecretKeeper secrets,
            OutboundClient outbound,
            AuditTrail trail,
            Webhooks.Work work) {
        return new Webhooks(endpoints, secrets, new DraftRules(outbound), trail, work);
    }

    @Bean
    WebhookLog webhookLog(
            JdbcDeliveries deliveries, AuditTrail trail, TransactionOperations transactions, Clock clock) {
        return new WebhookLog(deliveries, trail, transactions, clock);
    }

    @Bean
    FanOut webhookFanOut(
            AuditFeed feed,
            JdbcEndpoints endpoints,
            JdbcDeliveries deliveries,
            TransactionOperations transactions,
            Clock clock) {
        return new FanOut(feed, endpoints, deliveries, transactions, clock);
    }

    @Bean
    Courier webhookCourier(
            AuditFeed feed, SecretKeeper secrets, OutboundClient outbound, WebhookProperties properties, Clock clock) {
        return new Courier(feed, secrets, outbound, properties, clock);
    }

    @Bean
    Settlement webhookSettlement(
            JdbcDeliveries deliveries,
            JdbcEndpoints endpoints,
            AuditTrail trail,
            Webhooks.Work work,
            WebhookProperties properties) {
        return new Settlement(
                deliveries,
                endpoints,
                trail,
                work.transactions(),
                new Settlement.Time(work.clock(), properties.disableAfter()));
    }

    @Bean
    Dispatcher webhookDispatcher(
            JdbcDeliveries deliveries,
            Courier courier,
            Settlement settlement,
            WebhookProperties properties,
            Clock clock) {
        return new Dispatcher(deliveries, courier, settlement, properties, clock);
    }

    @Bean
    WebhookCheckup webhookCheckup(JdbcEndpoints endpoints) {
        return new WebhookCheckup(endpoints);
    }

    @Bean
    WebhookJob webhookJob(FanOut fanOut, Dispatcher dispatcher) {
        return new WebhookJob(fanOut, dispatcher);
    }

    @Bean
    WebhookPurgeJob webhookPurgeJob(
            JdbcDeliveries deliveries, JdbcEndpoints endpoints, WebhookProperties properties, Clock clock) {
        return new WebhookPurgeJob(deliveries, endpoints, properties.keep(), clock);
    }
}
