package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Hashes of every kind, and the limits around them. */
final class PasswordHashingTests {

    private static final String PASSWORD = "p\u00e4ssword \ud83d\udd11 1";

    @Test
    void hashWhenMadeNativelyOrInJavaThenTheOtherRecognisesIt() {
        NativeArgon2 nativeArgon2 = new NativeArgon2();
        JavaArgon2 javaArgon2 = new JavaArgon2();

        assertThat(javaArgon2.matches(PASSWORD, nativeArgon2.hash(PASSWORD))).isTrue();
        assertThat(nativeArgon2.matches(PASSWORD, javaArgon2.hash(PASSWORD))).isTrue();
        assertThat(nativeArgon2.matches("other", javaArgon2.hash(PASSWORD))).isFalse();
        assertThat(nativeArgon2.hash(PASSWORD)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(EncodedHash.requireSupported(javaArgon2.hash(PASSWORD))).isNotEmpty();
    }

    @Test
    void hashWhenOtherwiseSpeltThenRefused() {
        for (String wrong : List.of(
                "plain",
                "{noop}plain",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$argon2id$v=19$m=19456,t=99,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$2a$31$" + "a".repeat(53))) {
            assertThatIllegalArgumentException().isThrownBy(() -> EncodedHash.requireSupported(wrong));
        }
    }

    @Test
    void checkWhenTooShortOrTooLongOrBlankThenSaysWhich() {
        assertRejected("1234567", "password.too-short");
        assertRejected("\ud83d\udd11".repeat(7), "password.too-short");
        assertRejected("x".repeat(1025), "password.too-long");
        assertRejected(" ".repeat(8), "password.blank");
        PasswordText.requireAcceptable("\ud83d\udd11".repeat(1024));
    }

    @Test
    @Tag("attack-48")
    void attack48QueueWhenFullOrSlowThenOverloaded() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        try (HashingQueue queue = new HashingQueue(1, 1, Duration.ofMillis(300))) {
            Thread busy = Thread.startVirtualThread(() -> swallowOverload(() -> queue.run(() -> {
                running.countDown();
                release.await();
                return true;
            })));
            running.await();
            CountDownLatch waiting = new CountDownLatch(1);
            Thread second = Thread.startVirtualThread(() -> {
                waiting.countDown();
                swallowOverload(() -> queue.run(() -> true));
            });
            waiting.await();

            assertThatExceptionOfType(GatehouseException.class)
                    .isThrownBy(() -> queue.run(() -> true))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));
            release.countDown();
            busy.join();
            second.join();
            assertThat(queue.run(() -> "free again")).isEqualTo("free again");
        }
    }

    @Test
    void matchesWhenImportedHashThenRightPasswordUpgradesIt() {
        try (TestDatabase database = TestDatabase.fresh();
                HashingQueue queue = new HashingQueue(1, 8, Duration.ofSeconds(30))) {
            PasswordService passwords = new PasswordService(
                    new JdbcPasswords(database.dataSource()),
                    new PasswordHashing(new NativeArgon2(), queue),
                    Clock.systemUTC(),
                    TestPolicies.noExpiry(database.dataSource()));
            AccountId ada = new AccountService(database.dataSource(), Clock.systemUTC())
                    .ensureActive(EmailAddress.parse("ada@example.com"), Profile.empty())
                    .id();
            passwords.setHash(ada, String.valueOf(new BCryptPasswordEncoder(4).encode("an old password")));

            assertThat(passwords.matches(ada, "wrong")).isFalse();
            assertThat(stored(database)).startsWith("$2a$");
            assertThat(passwords.matches(ada, "an old password")).isTrue();
            assertThat(stored(database)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(passwords.matches(ada, "an old password")).isTrue();
            passwords.set(ada, "\ufb01ne new password");
            assertThat(passwords.matches(ada, "fine new password")).as("NFKC").isTrue();
            assertThat(passwords.matches(null, "fine new password")).isFalse();
            assertThat(passwords.matches(ada, "x".repeat(1_000_000))).isFalse();
            assertThat(passwords.matches(ada, "")).isFalse();
        }
    }

    private static String stored(TestDatabase database) {
        return database.jdbc()
                .sql("select hash from password_credential")
                .query(String.class)
                .single();
    }

    private static void assertRejected(String raw, String key) {
        assertThatExceptionOfType(PasswordRejectedException.class)
                .isThrownBy(() -> PasswordText.requireAcceptable(raw))
                .satisfies(rejection -> assertThat(rejection.messageKey()).isEqualTo(key));
    }

    private static void swallowOverload(Runnable work) {
        try {
            work.run();
        } catch (GatehouseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
        }
    }
}
