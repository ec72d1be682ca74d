package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Account;
import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.web.TestBrowser;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person sees between anonymous and signed in. */
final class SignInIntegrationTests extends SignInServerTest {

    private static final String AUTHORIZE =
            "/oauth2/authorize?client_id=app&redirect_uri=https%3A%2F%2Fapp.example%3A8443%2Fcb&scope=openid";

    @Test
    void homeWhenAnonymousThenSignInPageAndNoCookie() {
        HttpResponse<String> response = browser().get("/");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void signInWhenPasswordRightThenHomeSaysWho() {
        Account account = person();
        TestBrowser browser = browser();

        HttpResponse<String> response = browser.signIn(account.email().value(), PASSWORD);

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).hasValue("/");
        assertThat(browser.get("/").body())
                .contains("Ada Lovelace", account.email().value());
    }

    @Test
    void signInWhenContinuationIsOursThenLeadsThere() {
        Account account = person();
        TestBrowser browser = browser();
        String page = "/sign-in?continue=" + URLEncoder.encode(AUTHORIZE, StandardCharsets.UTF_8);

        assertThat(browser.get(page).body()).contains("value=\"" + AUTHORIZE.replace("&", "&amp;") + "\"");
        HttpResponse<String> response = browser.submit(
                page,
                "/sign-in",
                Map.of("email", account.email().value(), "password", PASSWORD, "continue", AUTHORIZE));

        assertThat(response.headers().firstValue("Location")).hasValue(AUTHORIZE);
        assertThat(browser.get(page).headers().firstValue("Location")).hasValue(AUTHORIZE);
    }

    @Test
    void pageWhenReauthThenShownAlthoughSignedInAndPrefilled() {
        Account account = person();
        TestBrowser browser = browser();
        browser.signIn(account.email().value(), PASSWORD);

        HttpResponse<String> response = browser.get("/sign-in?reauth=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("value=\"" + account.email().value() + "\"");
    }

    @Test
    void signOutWhenPostedThenSessionIsOverEvenForACopyOfTheCookie() {
        Account account = person();
        TestBrowser browser = browser();
        browser.signIn(account.email().value(), PASSWORD);
        TestBrowser thief = browser();
        thief.cookies().putAll(browser.cookies());
        assertThat(thief.get("/").statusCode()).isEqualTo(200);

        assertThat(browser.submit("/", "/sign-out", Map.of()).statusCode()).isEqualTo(303);

        assertThat(browser.cookies()).doesNotContainKey("gatehouse-session");
        assertThat(thief.get("/").statusCode()).isEqualTo(303);
        assertThat(browser().get("/sign-out").statusCode()).isEqualTo(405);
    }

    @Test
    void pageWhenInAuthorizationThenFormMayReachTheClientAndWhereItLeads() {
        String policy = policy("/sign-in?continue=" + URLEncoder.encode(AUTHORIZE, StandardCharsets.UTF_8));

        assertThat(policy)
                .endsWith("form-action 'self' https: http://localhost:* http://127.0.0.1:* https://app.example:8443");
        assertThat(policy("/sign-in")).endsWith("form-action 'self'");
    }

    @Test
    void policyWhenRedirectUriIsEvilThenNothingIsInjected() {
        for (String evil :
                new String[] {"https://a.example;script-src *", "https://a b/", "javascript:alert(1)//", "//x"}) {
            String place = "/oauth2/authorize?redirect_uri=" + URLEncoder.encode(evil, StandardCharsets.UTF_8);

            assertThat(policy("/sign-in?continue=" + URLEncoder.encode(place, StandardCharsets.UTF_8)))
                    .endsWith("form-action 'self' https: http://localhost:* http://127.0.0.1:*");
        }
    }

    @Test
    @Tag("attack-21")
    void throttleWhenGuessingThenTheGuesserWaitsAndTheOwnersBrowserDoesNot() {
        Account account = person();
        TestBrowser owner = browser();
        String email = account.email().value();
        assertThat(owner.signIn(email, PASSWORD).statusCode()).isEqualTo(303);
        TestBrowser guesser = browser();
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.signIn(email, "wrong password").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> blocked = guesser.signIn(email, PASSWORD);

        assertThat(blocked.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(blocked.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 900);
        assertThat(owner.signIn(email, PASSWORD).statusCode()).isEqualTo(303);
        DATABASE.jdbc()
                .sql("update throttle_counter set free_at = free_at - interval '16 minutes'")
                .update();
        assertThat(guesser.signIn(email, PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    @Tag("attack-21")
    void attack21_signInWhenAThousandWrongOnesCameFromTheNetworkThenTheOwnersBrowserGetsIn() {
        Account account = person();
        TestBrowser owner = browser();
        String email = account.email().value();
        owner.signIn(email, PASSWORD);
        TestBrowser guesser = browser();
        HttpResponse<String> form = guesser.get("/sign-in");
        Map<Integer, Integer> answers = new HashMap<>();
        long rows = counters();
        for (int i = 0; i < 1000; i++) {
            int status = guesser.post(
                            "/sign-in",
                            Map.of(
                                    "email",
                                    email,
                                    "password",
                                    "wrong " + i,
                                    "_csrf",
                                    TestBrowser.csrfField(form.body())))
                    .statusCode();
            answers.merge(status, 1, Integer::sum);
        }

        assertThat(answers.keySet()).containsExactlyInAnyOrder(401, 429);
        assertThat(answers.get(401)).isLessThanOrEqualTo(10);
        assertThat(guesser.signIn(email, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(owner.signIn(email, PASSWORD).statusCode()).isEqualTo(303);
        assertThat(counters() - rows)
                .as("a handful of rows, however many guesses")
                .isLessThan(10);
    }

    private static long counters() {
        return DATABASE.jdbc()
                .sql("select count(*) from throttle_counter")
                .query(Long.class)
                .single();
    }

    @Test
    void sessionWhenStartedThenDatabaseKnowsOnlyTheHash() {
        Account account = person();
        TestBrowser browser = browser();
        browser.signIn(account.email().value(), PASSWORD);
        String secret = browser.cookie("gatehouse-session");

        String dump = DATABASE.jdbc()
                .sql("select coalesce(string_agg(s::text, ' '), '') from session_sso s")
                .query(String.class)
                .single();

        assertThat(secret).hasSize(43);
        assertThat(dump).isNotEmpty().doesNotContain(secret);
        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from session_sso where id_hash = :hash and host(address) = '127.0.0.1'")
                        .param("hash", RandomTokens.sha256(secret))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void sessionWhenIdleOrExpiredOrAccountDisabledThenRefused() {
        assertRefusedAfter("update session_sso set last_used_at = last_used_at - interval '121 minutes'");
        assertRefusedAfter("update session_sso set expires_at = created_at");
        assertRefusedAfter("update session_sso set ended_at = created_at");
        assertRefusedAfter("update account set status = 'disabled'");
    }

    @Test
    void sessionWhenUsedThenTouchedAtMostOncePerMinute() {
        TestBrowser browser = browser();
        browser.signIn(person().email().value(), PASSWORD);
        byte[] hash = RandomTokens.sha256(browser.cookie("gatehouse-session"));
        Instant fresh = lastUsed(hash);
        browser.get("/");
        assertThat(lastUsed(hash)).isEqualTo(fresh);

        DATABASE.jdbc()
                .sql("update session_sso set last_used_at = last_used_at - interval '61 seconds' where id_hash = :hash")
                .param("hash", hash)
                .update();
        browser.get("/");

        assertThat(lastUsed(hash)).isAfterOrEqualTo(fresh);
    }

    @Test
    void sessionWhenSamePersonSignsInAgainThenKeepsItsSid() {
        Account account = person();
        TestBrowser browser = browser();
        browser.signIn(account.email().value(), PASSWORD);
        UUID first = sid(browser);
        browser.signIn(account.email().value(), PASSWORD);
        assertThat(sid(browser)).isEqualTo(first);

        browser.signIn(person().email().value(), PASSWORD);

        assertThat(sid(browser)).isNotEqualTo(first);
        assertThat(DATABASE.jdbc()
                        .sql("select ended_at is not null from session_sso where sid = :sid")
                        .param("sid", first)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private void assertRefusedAfter(String change) {
        Account account = person();
        TestBrowser browser = browser();
        browser.signIn(account.email().value(), PASSWORD);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        String key = change.startsWith("update account") ? "id" : "account_id";
        DATABASE.jdbc()
                .sql(change + " where " + key + " = :account")
                .param("account", account.id().value())
                .update();

        assertThat(browser.get("/").statusCode()).as(change).isEqualTo(303);
    }

    private String policy(String path) {
        return browser()
                .get(path)
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
    }

    private static Instant lastUsed(byte[] hash) {
        return DATABASE.jdbc()
                .sql("select last_used_at from session_sso where id_hash = :hash")
                .param("hash", hash)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private static UUID sid(TestBrowser browser) {
        return DATABASE.jdbc()
                .sql("select sid from session_sso where id_hash = :hash")
                .param("hash", RandomTokens.sha256(browser.cookie("gatehouse-session")))
                .query(UUID.class)
                .single();
    }
}
