package io.gatehouse.mfa;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.notification.Mail;
import io.gatehouse.notification.Notifications;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.PendingSignIn;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/** Codes that are mailed during a sign-in, and are worth something in that very sign-in only. */
final class EmailCodes {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int DIGITS = 8;
    private static final int MODULUS = 100_000_000;

    private final JdbcEmailCodes rows;
    private final Keyring keyring;
    private final Notifications notifications;
    private final TransactionOperations transactions;
    private final Clock clock;

    EmailCodes(
            JdbcEmailCodes rows,
            Keyring keyring,
            Notifications notifications,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.keyring = keyring;
        this.notifications = notifications;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Mails a new code. False when the one before was sent less than a minute ago; no mail goes out then. */
    boolean send(PendingSignIn pending, Locale locale) {
        String code = String.format(Locale.ROOT, "%08d", RANDOM.nextInt(MODULUS));
        Instant now = clock.instant();
        byte[] hash = keyring.keyedHash(Purpose.EMAIL_CODE, input(pending.account(), code));
        JdbcEmailCodes.New row =
                new JdbcEmailCodes.New(pending.account(), pending.startedAt(), hash, now, now.plus(LIFETIME));
        String to = EmailAddress.parse(pending.email()).deliverable();
        String shown = code.substring(0, DIGITS / 2) + " " + code.substring(DIGITS / 2);
        Map<String, String> model = Map.of("code", shown, "minutes", Long.toString(LIFETIME.toMinutes()));
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!rows.replace(row, now.minus(PAUSE))) {
                return false;
            }
            notifications.send(new Mail(to, "sign-in-code", "mfa.mail.code.subject", model, locale));
            return true;
        }));
    }

    /** Whether a code was mailed for this sign-in and can still be typed. */
    boolean waiting(PendingSignIn pending) {
        return rows.waiting(pending.account(), pending.startedAt(), clock.instant());
    }

    /** Whether it is the code that was mailed for this sign-in, and was not used before. */
    boolean accept(PendingSignIn pending, String typed) {
        String code = TypedCode.digits(typed);
        if (code.length() != DIGITS) {
            return false;
        }
        List<byte[]> hashes = keyring.keyedHashes(Purpose.EMAIL_CODE, input(pending.account(), code));
        return rows.take(pending.account(), pending.startedAt(), hashes, clock.instant());
    }

    private static byte[] input(AccountId account, String code) {
        return (account + " " + code).getBytes(StandardCharsets.UTF_8);
    }
}
