package io.gatehouse.mfa;

import static io.gatehouse.TestBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestPhone;
import io.gatehouse.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The authenticator is a program that is not ours. {@code ./gatehouse test} sees to it that it is there; CI does not go without. */
final class OathtoolTests {

    private static final String SET_UP = "/account/factors/totp/new";

    private final TestServer server = TestServer.shared();

    @Test
    void codeWhenComputedByOathtoolThenSetsUpAndSignsIn() throws Exception {
        if (System.getenv("CI") == null) {
            assumeThat(installed()).as("oathtool is installed").isTrue();
        }
        Person person = TestAccounts.active(server);
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", person);
        HttpResponse<String> page = browser.get(SET_UP);
        String secret = TestPhone.scan(server, page).secret();
        HttpResponse<String> codes = browser.submit(page, SET_UP, Map.of("code", oathtool(secret)));
        browser.submit(codes, SET_UP + "/done", Map.of());
        server.clock().advance(TestPhone.STEP);
        TestBrowser other = new TestBrowser(server);
        assertThat(location(other.signIn("/sign-in", person))).isEqualTo("/sign-in/totp");
        HttpResponse<String> question = other.get("/sign-in/totp");
        assertThat(location(other.submit(question, "/sign-in/totp", Map.of("code", oathtool(secret)))))
                .isEqualTo("/");
    }

    private String oathtool(String secret) throws IOException, InterruptedException {
        String now = "@" + server.clock().instant().getEpochSecond();
        Process process = new ProcessBuilder("oathtool", "--totp", "--base32", "--now", now, secret)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).matches("\\d{6}");
        return printed;
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("oathtool", "--version").start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        }
    }
}
