package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.password.PasswordService;
import io.gatehouse.web.TestBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A whole server on a free port and a database of its own, shared by all test classes of this kind. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class SignInServerTest {

    static final String PASSWORD = "correct horse battery staple";

    static final TestDatabase DATABASE = TestDatabase.fresh();

    static final Path DATA = temporaryFolder();

    @Autowired
    AccountService accounts;

    @Autowired
    PasswordService passwords;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("gatehouse.data", () -> DATA);
        registry.add("gatehouse.web.trusted-proxies", () -> "203.0.113.0/24");
    }

    TestBrowser browser() {
        return new TestBrowser(port);
    }

    /** An active account with {@link #PASSWORD}. */
    Account person() {
        Account account = accounts.ensureActive(newEmail(), Profile.named("Ada Lovelace"));
        passwords.set(account.id(), PASSWORD);
        return account;
    }

    static EmailAddress newEmail() {
        return EmailAddress.parse("ada-" + UUID.randomUUID() + "@example.com");
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gatehouse");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
