package io.gatehouse.notification;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether mail leaves the house. */
final class MailCheckup implements Checkup {

    private static final String SUBJECT = "mail";
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration RECENT = Duration.ofDays(1);

    private final @Nullable SmtpTransport smtp;
    private final JdbcMessages messages;
    private final boolean demo;
    private final Clock clock;

    MailCheckup(@Nullable SmtpTransport smtp, JdbcMessages messages, boolean demo, Clock clock) {
        this.smtp = smtp;
        this.messages = messages;
        this.demo = demo;
        this.clock = clock;
    }

    @Override
    public List<Finding> examine() {
        return List.of(transport(), waiting(), failed());
    }

    private Finding transport() {
        if (smtp == null) {
            return demo
                    ? Finding.ok(SUBJECT, "Kept in the demo's mailbox.")
                    : Finding.failure(
                            SUBJECT,
                            "There is no mail server: nobody can activate an account or reset a password.",
                            "Set GATEHOUSE_SMTP_HOST.");
        }
        String problem = smtp.problem();
        return problem == null
                ? Finding.ok(SUBJECT, "The mail server takes the connection.")
                : Finding.failure(
                        SUBJECT,
                        "The mail server refuses: " + problem,
                        "Check GATEHOUSE_SMTP_HOST, _PORT, _USER and _PASSWORD.");
    }

    private Finding waiting() {
        int late = messages.due(clock.instant().minus(PATIENCE));
        return late == 0
                ? Finding.ok("outbox", "Nothing waits too long.")
                : Finding.warning(
                        "outbox",
                        late + " messages are due for more than " + PATIENCE.toMinutes() + " minutes.",
                        "Is the server running? Its log says why they wait.");
    }

    private Finding failed() {
        Instant since = clock.instant().minus(RECENT);
        int failed = messages.failedSince(since);
        return failed == 0
                ? Finding.ok("outbox", "No delivery failed for good in the last day.")
                : Finding.warning(
                        "outbox",
                        failed + " deliveries failed for good in the last day.",
                        "Look at last_error in notification_message: wrong addresses, or a sender that others refuse.");
    }
}
