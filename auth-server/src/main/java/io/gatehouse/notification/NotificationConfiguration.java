package io.gatehouse.notification;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the outbox to a mail server, to the demo's mailbox, or to nothing, in which case mails wait. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class NotificationConfiguration {

    @Bean
    JdbcMessages jdbcMessages(DataSource dataSource) {
        return new JdbcMessages(dataSource);
    }

    @Bean
    Outbox outbox(JdbcMessages messages, Keyring keyring, Clock clock) {
        return new Outbox(messages, keyring, clock);
    }

    @Bean
    OutboxDeliveryJob outboxDeliveryJob(
            JdbcMessages messages, Outbox outbox, ObjectProvider<MailTransport> transport, Clock clock) {
        return new OutboxDeliveryJob(messages, outbox, transport.getIfAvailable(), clock);
    }

    @Bean
    Notifications notifications(MessageSource messages, Outbox outbox, OutboxDeliveryJob job) {
        return new Notifications(new MailRenderer(messages), outbox, job::wake);
    }

    @Bean
    SecurityNotices securityNotices(Notifications notifications, GatehouseProperties gatehouse, Clock clock) {
        return new SecurityNotices(notifications, gatehouse, clock);
    }

    @Bean
    MailCheckup mailCheckup(
            ObjectProvider<SmtpTransport> smtp, JdbcMessages messages, GatehouseProperties gatehouse, Clock clock) {
        return new MailCheckup(smtp.getIfAvailable(), messages, gatehouse.demo(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TextMessages textMessages(GatehouseProperties gatehouse) {
        return new LoggedTextMessages(gatehouse.demo());
    }

    @Bean
    @Conditional(DemoMailboxCondition.class)
    DemoMailbox demoMailbox(GatehouseProperties gatehouse, SmtpProperties smtp) {
        return new DemoMailbox(gatehouse.data().resolve("mailbox"), sender(gatehouse, smtp));
    }

    @Bean
    @Conditional(DemoMailboxCondition.class)
    PublicPaths demoMailboxPaths() {
        return new PublicPaths("/demo/mailbox", "/demo/mailbox/*");
    }

    @Bean
    @Conditional(SmtpCondition.class)
    SmtpTransport smtpTransport(GatehouseProperties gatehouse, SmtpProperties smtp) {
        return new SmtpTransport(smtp, sender(gatehouse, smtp));
    }

    private static String sender(GatehouseProperties gatehouse, SmtpProperties smtp) {
        @Nullable String host = gatehouse.issuer().getHost();
        return smtp.sender(host == null ? "localhost" : host);
    }
}
