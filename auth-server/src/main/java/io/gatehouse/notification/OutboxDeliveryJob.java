package io.gatehouse.notification;

import io.gatehouse.notification.MailTransport.DeliveryException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Delivers what is due, oldest first: at once after a commit, and every few seconds for what other nodes left behind. A
 * claim is a lease, so a node that dies while sending delays the mail and never loses it.
 */
final class OutboxDeliveryJob implements AutoCloseable {

    static final int MAX_ATTEMPTS = 12;
    static final Duration RETENTION = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDeliveryJob.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration WARNING_EVERY = Duration.ofHours(1);

    private final JdbcMessages messages;
    private final Outbox outbox;
    private final @Nullable MailTransport transport;
    private final Clock clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("outbox").factory());
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ReentrantLock running = new ReentrantLock();
    private Instant nextWarning = Instant.MIN;

    OutboxDeliveryJob(JdbcMessages messages, Outbox outbox, @Nullable MailTransport transport, Clock clock) {
        this.messages = messages;
        this.outbox = outbox;
        this.transport = transport;
        this.clock = clock;
    }

    /** Starts a delivery in the background, unless one is about to start anyway. */
    void wake() {
        if (!worker.isShutdown() && woken.compareAndSet(false, true)) {
            worker.execute(() -> {
                woken.set(false);
                run();
            });
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    void run() {
        try {
            deliverDue();
        } catch (DataAccessException | IllegalStateException e) {
            LOG.warn("Mails wait in the outbox, since it can't be read now: {}", e.toString());
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void purge() {
        try {
            messages.purge(clock.instant().minus(RETENTION));
        } catch (DataAccessException e) {
            LOG.warn("Old mails could not be deleted from the outbox: {}", e.toString());
        }
    }

    /** Handles mails until nothing is due or the mail server is away. */
    void deliverDue() {
        running.lock();
        try {
            if (transport == null) {
                warnAboutWaiting();
                return;
            }
            Optional<JdbcMessages.Claimed> next = messages.claim(clock.instant(), LEASE);
            while (next.isPresent() && deliver(transport, next.get())) {
                next = messages.claim(clock.instant(), LEASE);
            }
        } finally {
            running.unlock();
        }
    }

    static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Whether it makes sense to go on with the next mail. */
    private boolean deliver(MailTransport to, JdbcMessages.Claimed message) {
        try {
            to.deliver(message.id(), outbox.open(message), message.createdAt());
        } catch (DeliveryException e) {
            postpone(message, e.getMessage(), e.permanent());
            return e.permanent();
        } catch (IllegalStateException e) {
            postpone(message, "the keyring does not fit: " + e.getMessage(), false);
            return true;
        }
        messages.delivered(message.id(), clock.instant());
        return true;
    }

    private void postpone(JdbcMessages.Claimed message, @Nullable String reason, boolean permanent) {
        String error = reason == null ? "unknown" : reason;
        Instant now = clock.instant();
        if (permanent || message.attempts() >= MAX_ATTEMPTS) {
            messages.failed(message.id(), now, error);
            LOG.error(
                    "Mail {} ({}) is given up after {} tries: {}",
                    message.id(),
                    message.kind(),
                    message.attempts(),
                    error);
            return;
        }
        Duration pause = pauseAfter(message.attempts());
        messages.retry(message.id(), now.plus(pause), error);
        LOG.warn("Mail {} ({}) did not leave and is tried again in {}: {}", message.id(), message.kind(), pause, error);
    }

    private void warnAboutWaiting() {
        Instant now = clock.instant();
        if (now.isBefore(nextWarning)) {
            return;
        }
        int waiting = messages.due(now);
        if (waiting > 0) {
            nextWarning = now.plus(WARNING_EVERY);
            LOG.warn(
                    "{} mails wait in the outbox because no mail server is configured:"
                            + " set gatehouse.smtp.host (GATEHOUSE_SMTP_HOST) and restart.",
                    waiting);
        }
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
