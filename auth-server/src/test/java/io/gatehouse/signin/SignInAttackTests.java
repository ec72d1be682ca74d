package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Account;
import io.gatehouse.account.Profile;
import io.gatehouse.web.TestBrowser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the pages and on sign-in that broke other identity providers. */
final class SignInAttackTests extends SignInServerTest {

    @Test
    @Tag("attack-6")
    void attack6OpenRedirectWhenContinuationLeavesTheServerThenIgnored() {
        Account account = person();
        for (String evil : ContinuationTests.EVIL) {
            TestBrowser browser = browser();
            HttpResponse<String> response = browser.submit(
                    "/sign-in",
                    "/sign-in",
                    Map.of("email", account.email().value(), "password", PASSWORD, "continue", evil));

            assertThat(response.statusCode()).as(evil).isEqualTo(303);
            assertThat(response.headers().firstValue("Location")).as(evil).hasValue("/");
        }
    }

    @ParameterizedTest
    @Tag("attack-9")
    @ValueSource(
            strings = {"evil.example", "localhost:1", "localhost", "localhost.evil.example:9000", "evil@localhost:9000"
            })
    void attack9HostWhenNotOursThen400(String host) throws IOException {
        String answer = browser().raw("GET", "/sign-in", host);

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain(host.equals("localhost") ? "\0" : host);
    }

    @Test
    @Tag("attack-9")
    void attack9ForwardedHostWhenPeerNotTrustedThenIgnored() throws IOException {
        String answer = browser()
                .raw(
                        "GET",
                        "/",
                        "localhost:" + port,
                        "X-Forwarded-Host: evil.example",
                        "X-Forwarded-Proto: https",
                        "Forwarded: host=evil.example");

        assertThat(answer)
                .startsWith("HTTP/1.1 303")
                .contains("Location: /sign-in\r\n")
                .doesNotContain("evil");
    }

    @Test
    @Tag("attack-10")
    void attack10ForwardedForWhenPeerNotTrustedThenAddressIsThePeers() {
        Account account = person();
        TestBrowser browser = browser();
        String field = TestBrowser.csrfField(browser.get("/sign-in").body());
        browser.post(
                "/sign-in",
                Map.of("email", account.email().value(), "password", PASSWORD, "_csrf", field),
                "X-Forwarded-For",
                "198.51.100.7",
                "Forwarded",
                "for=198.51.100.7");

        assertThat(DATABASE.jdbc()
                        .sql("select host(address) from session_sso where account_id = :account")
                        .param("account", account.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @Tag("attack-10")
    @ValueSource(
            strings = {
                "X-Forwarded-Uri: /sign-in",
                "X-Original-URL: /sign-in",
                "X-Original-URI: /sign-in",
                "X-Rewrite-URL: /sign-in",
                "X-Forwarded-Prefix: /assets",
                "X-Forwarded-Method: OPTIONS",
                "X-HTTP-Method-Override: OPTIONS",
                "X-Forwarded-User: ada@example.com",
                "X-Remote-User: ada@example.com"
            })
    void attack10PathOrPersonWhenAHeaderClaimsAnotherThenIgnored(String header) throws IOException {
        String answer = browser().raw("GET", "/account", "localhost:" + port, header, "Accept: text/html");

        assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /sign-in?continue=%2Faccount\r\n");
    }

    @Test
    @Tag("attack-13")
    void attack13CsrfTokenWhenMissingOrWrongThen403AndNothingHappens() {
        Account account = person();
        Map<String, String> fields =
                new HashMap<>(Map.of("email", account.email().value(), "password", PASSWORD));
        TestBrowser browser = browser();

        assertThat(browser.post("/sign-in", fields).statusCode()).isEqualTo(403);
        browser.get("/sign-in");
        fields.put("_csrf", "AAAA");
        assertThat(browser.post("/sign-in", fields).statusCode()).isEqualTo(403);
        assertThat(browser.cookies()).doesNotContainKey("gatehouse-session");

        browser.signIn(account.email().value(), PASSWORD);
        assertThat(browser.post("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-14")
    void attack14FixationWhenSigningInThenTheOldCookieIsWorthless() {
        Account attacker = person();
        Account victim = person();
        TestBrowser attackersBrowser = browser();
        attackersBrowser.signIn(attacker.email().value(), PASSWORD);
        TestBrowser victimsBrowser = browser();
        victimsBrowser.cookies().putAll(attackersBrowser.cookies());

        assertThat(victimsBrowser.signIn(victim.email().value(), PASSWORD).statusCode())
                .isEqualTo(303);

        assertThat(victimsBrowser.cookie("gatehouse-session"))
                .isNotEqualTo(attackersBrowser.cookie("gatehouse-session"));
        assertThat(attackersBrowser.get("/").statusCode()).isEqualTo(303);
        assertThat(victimsBrowser.get("/").body()).contains(victim.email().value());
    }

    @Test
    @Tag("attack-14")
    void attack14FixationWhenCookieIsInventedThenNeverAdopted() {
        TestBrowser browser = browser();
        String invented = "A".repeat(43);
        browser.cookies().put("gatehouse-session", invented);

        browser.signIn(person().email().value(), PASSWORD);

        assertThat(browser.cookie("gatehouse-session")).isNotEqualTo(invented);
    }

    @Test
    @Tag("attack-15")
    void attack15CsrfCookieWhenForgedOrFromAnotherSessionThen403() {
        Account account = person();
        TestBrowser browser = browser();
        browser.signIn(account.email().value(), PASSWORD);
        TestBrowser stranger = browser();
        String strangersField = TestBrowser.csrfField(stranger.get("/sign-in").body());
        String own = TestBrowser.csrfField(browser.get("/").body());
        String genuine = browser.cookie("gatehouse-csrf");

        browser.cookies().put("gatehouse-csrf", stranger.cookie("gatehouse-csrf"));
        assertThat(browser.post("/sign-out", Map.of("_csrf", strangersField)).statusCode())
                .as("a token that the server made for somebody else")
                .isEqualTo(403);
        String forged = "B".repeat(43) + genuine.substring(43);
        browser.cookies().put("gatehouse-csrf", forged);
        assertThat(browser.post("/sign-out", Map.of("_csrf", forged)).statusCode())
                .isEqualTo(403);
        browser.cookies().put("gatehouse-csrf", genuine);
        assertThat(browser.post("/sign-out", Map.of("_csrf", own)).statusCode()).isEqualTo(303);
    }

    @Test
    @Tag("attack-22")
    void attack22EnumerationWhenRefusedThenAnswersAreAlike() {
        Account disabled = person();
        accounts.disable(disabled.id());
        Account pending = accounts.register(newEmail(), Profile.empty()).orElseThrow();
        passwords.set(pending.id(), PASSWORD);
        Set<String> answers = new HashSet<>();
        for (String[] attempt : new String[][] {
            {person().email().value(), "wrong password"},
            {newEmail().value(), PASSWORD},
            {disabled.email().value(), PASSWORD},
            {pending.email().value(), PASSWORD}
        }) {
            HttpResponse<String> response = browser().signIn(attempt[0], attempt[1]);
            Map<String, List<String>> headers = new HashMap<>(response.headers().map());
            headers.keySet().removeAll(Set.of("date", "x-request-id", "set-cookie", "content-length"));
            answers.add(response.statusCode() + " " + headers
                    + response.body().replace(attempt[0], "EMAIL").replaceAll("name=\"_csrf\" value=\"[^\"]+\"", ""));
        }

        assertThat(answers).hasSize(1).first().asString().startsWith("401").contains("match an active account");
    }

    @ParameterizedTest
    @Tag("attack-44")
    @ValueSource(
            strings = {
                "//account",
                "/account;x=1",
                "/account/",
                "/account%2f",
                "/%61ccount",
                "/account%00",
                "/./account",
                "/sign-in/../account",
                "/sign-in/..;/account",
                "/assets/../account",
                "/assets/%2e%2e/account",
                "/assets/..%2faccount",
                "/nowhere",
                "/error/../account",
                "/actuator",
                "/actuator/env",
                "/h2-console",
                "/assets/..\\account",
                "/ACCOUNT",
                "/sign-in.html",
                "/sign-in/x"
            })
    void attack44PathWhenAnonymousThenNeverServed(String target) throws IOException {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")) {
            String status = browser()
                    .raw(method, target, "localhost:" + port, "Content-Length: 0")
                    .split(" ", 3)[1];

            assertThat(status).as(method + " " + target).isIn("303", "400", "401", "403", "404", "405");
        }
    }

    @Test
    @Tag("attack-48")
    void attack48PasswordWhenHugeThenRefusedWithoutHashing() {
        Account account = person();
        TestBrowser browser = browser();
        browser.get("/sign-in");

        assertThat(browser.post("/sign-in", Map.of("password", "x".repeat(1_000_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(browser.submit(
                                "/sign-in",
                                "/sign-in",
                                Map.of("email", account.email().value(), "password", "x".repeat(1025)))
                        .statusCode())
                .isEqualTo(401);
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            many.put("p" + i, "x");
        }
        assertThat(browser.post("/sign-in", many).statusCode()).isBetween(400, 413);
    }
}
