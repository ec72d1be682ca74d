package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls of the notes API, and the second app. */
final class NotesTests extends DemoClientTest {

    @Test
    void notesWhenSignedInThenListedAndEncoded() {
        browser.open("/sign-in?next=notes");
        assertThat(browser.once("/notes").body()).contains("&lt;i&gt;buy&lt;/i&gt; milk", "call Bob");
    }

    @Test
    void notesWhenNobodySignedInThenAskedToSignIn() {
        assertThat(browser.once("/notes").body()).contains("/sign-in?next=notes");
        assertThat(browser.submit("/client-credentials", "/notes", Map.of("text", "x"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void noteWhenWrittenThenSentAsJson() {
        browser.open("/sign-in");
        browser.submit("/notes", "/notes", Map.of("text", " say \"hi\" "));
        assertThat(NOTES.bodies).containsExactly("{\"text\":\"say \\\"hi\\\"\"}");
        assertThat(browser.submit("/notes", "/notes", Map.of("text", " ")).statusCode())
                .isEqualTo(400);
        assertThat(NOTES.bodies).hasSize(1);
    }

    @Test
    void notesWhenTokenRefusedThenRefreshedOnceAndRepeated() {
        browser.open("/sign-in?next=notes");
        NOTES.refused.addAll(NOTES.seen);
        assertThat(browser.once("/notes").body()).contains("call Bob", "Refresh the access token");
        assertThat(ISSUER.tokenRequests).hasSize(2);
    }

    @Test
    void notesWhenTokenExpiredThenRefreshedFirst() {
        browser.open("/sign-in");
        CLOCK.move(Duration.ofMinutes(6));
        assertThat(browser.once("/notes").body()).contains("call Bob");
        assertThat(ISSUER.tokenRequests.getLast()).containsEntry("grant_type", "refresh_token");
    }

    @Test
    void notesWhenRefreshRefusedThenSignInHasEnded() {
        browser.open("/sign-in");
        CLOCK.move(Duration.ofMinutes(6));
        ISSUER.refreshRefused = true;
        HttpResponse<String> page = browser.once("/notes");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Your sign-in has ended");
    }

    @Test
    void notesWhenManyTabsFindTokenExpiredThenRefreshedOnce() {
        browser.open("/sign-in");
        CLOCK.move(Duration.ofMinutes(6));
        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                    .mapToObj(tab -> CompletableFuture.supplyAsync(
                            () -> browser.once("/notes").statusCode(), tabs))
                    .toList();
            assertThat(answers).allMatch(answer -> answer.join() == 200);
        }
        assertThat(ISSUER.tokenRequests).hasSize(2);
    }

    @Test
    void secretWhenStepUpAskedThenExplainedRequestedAndShown() {
        browser.open("/sign-in");
        HttpResponse<String> page = browser.submit("/notes", "/notes/secret", Map.of());
        assertThat(page.body()).contains("A second factor is needed", "urn:gatehouse:acr:2fa", "120");
        HttpResponse<String> redirect = browser.post("/notes/step-up", Map.of(), Browser.csrf(page.body()));
        assertThat(Browser.location(redirect)).contains("acr_values=urn%3Agatehouse%3Aacr%3A2fa", "max_age=120");
        NOTES.secretOpen = true;
        HttpResponse<String> end = browser.follow(redirect);
        assertThat(end.uri().getPath()).isEqualTo("/notes/secret");
        assertThat(end.body()).contains("the gate is open");
    }

    @Test
    void stepUpWhenNobodyAskedThenRefused() {
        browser.open("/sign-in");
        assertThat(browser.submit("/notes", "/notes/step-up", Map.of()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void statisticsWhenNoAdminThenRefusalExplained() {
        browser.open("/sign-in");
        assertThat(browser.once("/notes/statistics").body()).contains("403", "insufficient_scope", "for admins");
    }

    @Test
    void reportsWhenSignedInThenOwnStateAndCount() {
        HttpResponse<String> page = browser.open("/reports/sign-in");
        assertThat(page.uri().getPath()).isEqualTo("/reports");
        assertThat(page.body()).contains("Signed in to Reports as", "<strong>2 notes</strong>");
        Map<String, String> request = ISSUER.tokenRequests.getFirst();
        assertThat(request)
                .containsEntry("client_id", "demo-reports")
                .containsEntry("client_secret", REPORTS_SECRET)
                .containsEntry("redirect_uri", Browser.BASE + "/reports/callback")
                .containsEntry("authorization", "null");
        assertThat(browser.once("/tokens").body()).contains("Nobody is signed in");
        HttpResponse<String> end = browser.submit("/reports", "/reports/sign-out", Map.of());
        assertThat(end.uri().getPath()).isEqualTo("/reports/signed-out");
        assertThat(end.body()).contains("You are signed out of");
    }

    @Test
    void callbackWhenStateOfTheOtherAppThenRefused() {
        String callback = Browser.location(browser.once(Browser.location(browser.once("/sign-in"))));
        String crossed = callback.replace("/callback", "/reports/callback");
        assertThat(browser.open(crossed).statusCode()).isEqualTo(400);
        assertThat(ISSUER.tokenRequests).isEmpty();
    }
}
