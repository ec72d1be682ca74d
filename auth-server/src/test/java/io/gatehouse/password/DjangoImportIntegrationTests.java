package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A Django that is installed here hashes passwords; the accounts are imported, sign in, and are moved to Argon2id. */
final class DjangoImportIntegrationTests {

    @Test
    void matchesWhenARealDjangoMadeTheHashThenVerifiedAndUpgraded() throws Exception {
        List<DjangoHash> hashes = DjangoHash.parse(printedByDjango());
        Set<String> hashers = hashes.stream().map(DjangoHash::hasher).collect(Collectors.toSet());
        assertThat(hashers).contains("pbkdf2_sha256", "pbkdf2_sha1", "argon2", "bcrypt_sha256", "bcrypt");

        try (TestDatabase database = TestDatabase.fresh();
                TestHashing test = new TestHashing(2)) {
            JdbcPasswords stored = new JdbcPasswords(database.dataSource());
            PasswordService passwords = test.service(stored, test.plain());
            AccountService accounts = new AccountService(database.dataSource(), Clock.systemUTC());
            int number = 0;
            for (DjangoHash hash : hashes) {
                EmailAddress email = EmailAddress.parse("person" + number++ + "@example.com");
                AccountId person = accounts.ensureActive(email, Profile.empty()).id();
                passwords.setHash(person, hash.encoded());

                assertThat(passwords.matches(person, "another password"))
                        .as("%s", hash)
                        .isFalse();
                assertThat(passwords.matches(person, hash.password()))
                        .as("%s", hash)
                        .isTrue();
                // Bcrypt did not read the end of the long one, so nobody knows whether it was typed right.
                boolean cutOff =
                        hash.hasher().equals("bcrypt") && hash.password().length() > 50;
                assertThat(stored.find(person).orElseThrow())
                        .as("%s", hash)
                        .startsWith(cutOff ? "$gatehouse-wrap$v=1$" : TestHashing.FLOOR.prefix());
                assertThat(passwords.matches(person, hash.password()))
                        .as("%s", hash)
                        .isTrue();
            }
        }
    }

    private static String printedByDjango() throws IOException, InterruptedException {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            if (succeeds(python, "-c", "import django, argon2, bcrypt")) {
                Process script = new ProcessBuilder(python, "-B", "src/test/python/django_hashes.py")
                        .redirectError(Redirect.INHERIT)
                        .start();
                String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(script.waitFor()).isZero();
                return printed;
            }
        }
        String missing = "Django is not installed here (Debian: python3-django python3-argon2 python3-bcrypt)";
        assumeTrue(System.getenv("CI") != null, missing);
        return fail(missing);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .directory(Path.of(".").toFile())
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
