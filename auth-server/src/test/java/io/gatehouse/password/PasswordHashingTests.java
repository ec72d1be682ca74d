package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.password.Argon2Settings.Variant;
import io.gatehouse.shared.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Hashes of every kind, and the limits around them. */
final class PasswordHashingTests {

    private static final String PASSWORD = "p\u00e4ssword \ud83d\udd11 1";

    @Test
    void digestWhenMadeNativelyOrInJavaThenTheSame() {
        byte[] salt = "somesaltsomesalt".getBytes(StandardCharsets.UTF_8);
        byte[] input = PASSWORD.getBytes(StandardCharsets.UTF_8);
        for (Variant variant : Variant.values()) {
            for (int version : new int[] {16, 19}) {
                Argon2Settings settings = new Argon2Settings(variant, version, 1024, 2, 2);
                assertThat(new NativeArgon2().digest(settings, salt, input, 40))
                        .isEqualTo(new JavaArgon2().digest(settings, salt, input, 40));
            }
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
    void matchesWhenImportedHashThenRightPasswordUpgradesIt() {
        try (TestDatabase database = TestDatabase.fresh();
                TestHashing test = new TestHashing(1)) {
            PasswordHashing hashing = test.plain();
            PasswordService passwords = test.service(new JdbcPasswords(database.dataSource()), hashing);
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
            assertThat(passwords.matches(ada, "\ufb01ne new password"))
                    .as("NFKC")
                    .isTrue();
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
}
