package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestPhone;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What somebody types, is mailed or keeps as a cookie never gets into the log, nor onto an error page. */
@ExtendWith(OutputCaptureExtension.class)
final class LogSecretsTests {

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    @Tag("attack-51")
    void attack51_logWhenEverySecretWasUsedOrMistypedThenHoldsNone(CapturedOutput log) {
        List<String> secrets = new ArrayList<>(List.of(person.password()));
        String mistyped = "mistyped " + UUID.randomUUID();
        secrets.add(mistyped);
        browser.signIn("/sign-in", new Person(person.id(), mistyped + "@", mistyped));
        browser.signIn("/sign-in", new Person(person.id(), person.email(), mistyped));
        browser.signIn("/sign-in", person);
        TestPhone.Enrolled enrolled = TestPhone.enrol(server, browser);
        secrets.add(enrolled.phone().secret());
        secrets.addAll(enrolled.recoveryCodes());
        TestBrowser other = new TestBrowser(server);
        other.signIn("/sign-in", person);
        String code = enrolled.phone().code();
        other.submit(other.get("/sign-in/totp"), "/sign-in/totp", Map.of("code", code, "trust", "1"));
        other.submit(other.get("/reset-password"), "/reset-password", Map.of("email", person.email()));
        String link = TestMails.await(server, person.email(), "password", 1)
                .getFirst()
                .find("(/reset-password/new\\?token=[\\w-]+)");
        secrets.add(link.substring(link.indexOf('=') + 1));
        other.get(link);
        HttpResponse<String> missing = other.get(link.replace("/reset-password/new", "/no-such-page"));
        other.send("POST", link, "{", "Content-Type", "application/json");
        other.send("POST", "/sign-in", "password=" + mistyped + "&%", "Content-Type", "application/json");
        browser.cookies().forEach(cookie -> secrets.add(cookie.getValue()));
        other.cookies().forEach(cookie -> secrets.add(cookie.getValue()));

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).doesNotContain(secrets);
        assertThat(log.getAll()).doesNotContain(secrets);
        assertThat(secrets).hasSizeGreaterThan(16).noneMatch(String::isEmpty);
    }
}
