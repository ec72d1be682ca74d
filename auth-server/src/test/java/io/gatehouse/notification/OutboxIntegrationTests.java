package io.gatehouse.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.MutableClock;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class OutboxIntegrationTests {

    private static final String LINK = "https://id.example.com/activate?token=very-secret";

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final Keyring keyring = TestKeyring.create();
    private final JdbcMessages messages = new JdbcMessages(database.dataSource());
    private final Outbox outbox = new Outbox(messages, keyring, clock);
    private final ServerSetup setup = new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private final GreenMail server = new GreenMail(setup);
    private final OutboxDeliveryJob job = job();
    private final Notifications notifications = new Notifications(new MailRenderer(texts()), outbox, () -> {});

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        job.close();
        database.close();
    }

    @Test
    void sendWhenCommittedThenMailArrivesInTextAndHtml() throws Exception {
        notifications.send(mail("ann@example.org"));
        job.deliverDue();

        MimeMessage message = onlyMessage();
        assertThat(message.getSubject()).isEqualTo("Activate your account");
        assertThat(message.getAllRecipients()[0]).hasToString("ann@example.org");
        assertThat(message.getFrom()[0]).hasToString("no-reply@id.example.com");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getSentDate()).isEqualTo(clock.instant());
        MimeMultipart content = (MimeMultipart) message.getContent();
        assertThat(content.getContentType()).startsWith("multipart/alternative");
        assertThat(content.getBodyPart(0).getContent().toString()).contains(LINK, "24 hours", "don't");
        assertThat(content.getBodyPart(1).getContent().toString()).contains("href=\"" + LINK + "\"");
    }

    @Test
    void sendWhenRolledBackThenNothingLeaves() {
        TransactionTemplate transactions =
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        transactions.executeWithoutResult(status -> {
            notifications.send(mail("ann@example.org"));
            status.setRollbackOnly();
        });
        job.deliverDue();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendWhenInTransactionThenWokenOnlyAfterCommit() {
        List<Integer> visible = new ArrayList<>();
        Notifications waking =
                new Notifications(new MailRenderer(texts()), outbox, () -> visible.add(messages.due(clock.instant())));
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()))
                .executeWithoutResult(status -> {
                    waking.send(mail("ann@example.org"));
                    assertThat(visible).isEmpty();
                });
        assertThat(visible).containsExactly(1);
    }

    @Test
    void contentWhenWaitingThenEncryptedAndWhenDeliveredThenGone() {
        notifications.send(mail("ann@example.org"));
        byte[] content = database.jdbc()
                .sql("select content from notification_message")
                .query(byte[].class)
                .single();
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("very-secret", "ann@example.org");

        job.deliverDue();
        assertThat(count("delivered_at is not null and content is null")).isOne();
    }

    @Test
    void deliverWhenServerIsAwayThenTriedAgainLater() {
        server.stop();
        notifications.send(mail("ann@example.org"));
        job.deliverDue();
        assertThat(count("delivered_at is null and attempts = 1 and last_error is not null and content is not null"))
                .isOne();

        server.start();
        job.deliverDue();
        assertThat(server.getReceivedMessages()).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        job.deliverDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
        job.deliverDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void deliverWhenServerStaysAwayThenGivenUpAfterTwelveTries() {
        server.stop();
        notifications.send(mail("ann@example.org"));
        for (int i = 1; i <= 20; i++) {
            job.deliverDue();
            clock.advance(Duration.ofHours(6));
        }
        assertThat(count("failed_at is not null and attempts = 12 and content is null"))
                .isOne();
    }

    @Test
    void deliverWhenNodeDiedWhileSendingThenAnotherTakesOver() {
        notifications.send(mail("ann@example.org"));
        assertThat(messages.claim(clock.instant(), Duration.ofMinutes(5))).isPresent();
        job.deliverDue();
        assertThat(server.getReceivedMessages()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        job.deliverDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void deliverWhenManyNodesThenEachMailOnce() throws Exception {
        for (int i = 0; i < 60; i++) {
            notifications.send(mail("person" + i + "@example.org"));
        }
        List<OutboxDeliveryJob> nodes = List.of(job, job(), job(), job());
        try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
            List<Future<?>> runs = new ArrayList<>();
            nodes.forEach(node -> runs.add(threads.submit(node::deliverDue)));
            for (Future<?> run : runs) {
                run.get();
            }
        }
        nodes.forEach(OutboxDeliveryJob::close);
        assertThat(Arrays.stream(server.getReceivedMessages()).map(OutboxIntegrationTests::recipient))
                .hasSize(60)
                .doesNotHaveDuplicates();
    }

    @Test
    void wakeWhenMailIsDueThenDeliveredInTheBackground() {
        notifications.send(mail("ann@example.org"));
        job.wake();
        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
    }

    @Test
    void deliverWhenNoServerIsConfiguredThenMailsWait() {
        notifications.send(mail("ann@example.org"));
        try (OutboxDeliveryJob idle = new OutboxDeliveryJob(messages, outbox, null, clock)) {
            idle.deliverDue();
        }
        assertThat(count("attempts = 0 and delivered_at is null")).isOne();
        job.deliverDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void purgeWhenOlderThanTwoWeeksThenDeleted() {
        notifications.send(mail("ann@example.org"));
        clock.advance(Duration.ofDays(14));
        job.purge();
        assertThat(count("true")).isOne();
        clock.advance(Duration.ofSeconds(1));
        job.purge();
        assertThat(count("true")).isZero();
    }

    @Test
    @SuppressWarnings("ResultOfMethodCallIgnored")
    void mailWhenRecipientHoldsALineBreakThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> mail("ann@example.org\r\nBcc: eve@example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> mail("ann@example.org\u0085"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail("ann@example.org", "../secret", Map.of(), Locale.ENGLISH));
    }

    @Test
    void pauseWhenTriesGrowThenDoublesUpToSixHours() {
        assertThat(OutboxDeliveryJob.pauseAfter(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(OutboxDeliveryJob.pauseAfter(2)).isEqualTo(Duration.ofMinutes(1));
        assertThat(OutboxDeliveryJob.pauseAfter(10)).isEqualTo(Duration.ofSeconds(15_360));
        assertThat(OutboxDeliveryJob.pauseAfter(11)).isEqualTo(Duration.ofHours(6));
    }

    private OutboxDeliveryJob job() {
        SmtpProperties properties =
                new SmtpProperties("127.0.0.1", setup.getPort(), null, null, null, false, Duration.ofSeconds(5));
        SmtpTransport transport = new SmtpTransport(properties, properties.sender("id.example.com"));
        return new OutboxDeliveryJob(messages, outbox, transport, clock);
    }

    private MimeMessage onlyMessage() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private int count(String condition) {
        return database.jdbc()
                .sql("select count(*) from notification_message where " + condition)
                .query(Integer.class)
                .single();
    }

    private static @Nullable String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mail mail(String to) {
        return new Mail(to, "activate-account", Map.of("link", LINK, "hours", "24"), Locale.ENGLISH);
    }

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/mail");
        texts.setDefaultEncoding("UTF-8");
        return texts;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
