package io.gatehouse.passkey;

import static io.gatehouse.passkey.PasskeyVisitor.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.database.StatementCounter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers that no honest browser gives (attack row 50), and questions that must not tell who exists (row 22). */
final class PasskeyAttackTests {

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final PasskeyVisitor visitor = new PasskeyVisitor(server);
    private final SoftAuthenticator authenticator = visitor.authenticator();

    /** One way to be wrong. */
    record Wrong(String name, Consumer<SoftAuthenticator> make) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Wrong> assertions() {
        return List.of(
                new Wrong("origin of a look-alike", key -> key.origin = "http://localhost.evil.example"),
                new Wrong("other port", key -> key.origin = "http://localhost:1"),
                new Wrong("other scheme", key -> key.origin = key.origin.replace("http:", "https:")),
                new Wrong("other RP ID", key -> key.rpId = "evil.example"),
                new Wrong("type of a registration", key -> key.requestType = "webauthn.create"),
                new Wrong("embedded in another site", key -> key.crossOrigin = true),
                new Wrong("user not verified", key -> key.flags = SoftAuthenticator.PRESENT),
                new Wrong("user not present", key -> key.flags = SoftAuthenticator.VERIFIED),
                new Wrong("now backup eligible", key -> key.flags |= SoftAuthenticator.SYNCED),
                new Wrong("no user handle", key -> key.userHandle = new byte[0]),
                new Wrong("user handle of somebody else", key -> key.userHandle = new byte[64]));
    }

    static List<Wrong> creations() {
        return List.of(
                new Wrong("origin", key -> key.origin = "http://localhost.evil.example"),
                new Wrong("RP ID", key -> key.rpId = "evil.example"),
                new Wrong("type", key -> key.creationType = "webauthn.get"),
                new Wrong("embedded", key -> key.crossOrigin = true),
                new Wrong("user not verified", key -> key.flags = SoftAuthenticator.PRESENT),
                new Wrong("user not present", key -> key.flags = SoftAuthenticator.VERIFIED),
                new Wrong("backed up but not eligible", key -> key.flags |= SoftAuthenticator.BACKED_UP));
    }

    @BeforeEach
    void enrol() {
        // the failures of the test before no longer count
        server.clock().advance(Duration.ofMinutes(20));
        visitor.signInWithPassword(person);
        assertThat(next(visitor.enrol(authenticator, ""))).endsWith("%2Faccount%2Fpasskeys%3Fdone%3Dadded");
    }

    @ParameterizedTest
    @Tag("attack-50")
    @MethodSource("assertions")
    void attack50AssertionWhenAnythingIsWrongThenRefused(Wrong wrong) {
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        wrong.make().accept(authenticator);

        refused(attacker, attacker.signIn(authenticator));
    }

    @ParameterizedTest
    @Tag("attack-50")
    @MethodSource("creations")
    void attack50RegistrationWhenAnythingIsWrongThenNothingAdded(Wrong wrong) {
        Person other = TestAccounts.active(server);
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        attacker.signInWithPassword(other);
        SoftAuthenticator key = attacker.authenticator();
        wrong.make().accept(key);

        assertThat(attacker.enrol(key, "").statusCode()).isEqualTo(401);
        assertThat(passkeys(other)).isEmpty();
    }

    @Test
    @Tag("attack-50")
    void attack50RegistrationWhenAlgorithmIsNotOfferedThenNothingAdded() {
        Person other = TestAccounts.active(server);
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        attacker.signInWithPassword(other);

        HttpResponse<String> answer =
                attacker.enrol(new SoftAuthenticator(server.issuer().toString(), -65535), "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(passkeys(other)).isEmpty();
    }

    @Test
    @Tag("attack-50")
    void attack50RegistrationWhenCredentialBelongsToSomebodyThenNothingAdded() {
        Person other = TestAccounts.active(server);
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        attacker.signInWithPassword(other);
        SoftAuthenticator key = attacker.authenticator();
        key.id = authenticator.id;

        assertThat(attacker.enrol(key, "").statusCode()).isEqualTo(401);
        assertThat(passkeys(other)).isEmpty();
        assertThat(passkeys(person)).hasSize(1);
    }

    @Test
    @Tag("attack-50")
    void attack50SignatureWhenMadeByAnotherKeyThenRefused() {
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        SoftAuthenticator forged = attacker.authenticator();
        forged.id = authenticator.id;
        forged.userHandle = authenticator.userHandle;

        refused(attacker, attacker.signIn(forged));
    }

    @Test
    @Tag("attack-50")
    void attack50ChallengeWhenUsedBeforeThenRefused() {
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        String answer = authenticator.get(attacker.askForSignIn());
        assertThat(next(attacker.signIn(answer))).isEqualTo("/");
        attacker.post("/sign-in?reauth=1", "/sign-out", Map.of());

        refused(attacker, attacker.signIn(answer));
    }

    @Test
    @Tag("attack-50")
    void attack50ChallengeWhenExpiredThenRefused() {
        PasskeyVisitor late = new PasskeyVisitor(server);
        String answer = authenticator.get(late.askForSignIn());
        server.clock().advance(Duration.ofMinutes(10));

        refused(late, late.signIn(answer));
    }

    @Test
    @Tag("attack-50")
    void attack50ChallengeWhenOfAnotherBrowserThenRefused() {
        PasskeyVisitor victim = new PasskeyVisitor(server);
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        attacker.askForSignIn();

        refused(attacker, attacker.signIn(authenticator.get(victim.askForSignIn())));
    }

    @Test
    @Tag("attack-50")
    void attack50ChallengeWhenForgedOrForAnotherUseThenRefused() {
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        JsonNode options = attacker.askForSignIn();
        ((ObjectNode) options)
                .put("challenge", "AAAA" + options.at("/challenge").asString().substring(4));
        refused(attacker, attacker.signIn(authenticator.get(options)));

        // a challenge of the second factor, where no user verification is asked for
        attacker.signInWithPassword(person);
        JsonNode factor = attacker.ask("/sign-in/passkey", "/sign-in/passkey/options");
        refused(attacker, attacker.signIn(authenticator.get(factor)));
    }

    @Test
    @Tag("attack-50")
    void attack50SecondFactorWhenPasskeyIsSomebodyElsesThenRefused() {
        Person victim = TestAccounts.active(server);
        PasskeyVisitor owner = new PasskeyVisitor(server);
        owner.signInWithPassword(victim);
        owner.enrol(owner.authenticator(), "");
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        attacker.signInWithPassword(victim);
        JsonNode options = attacker.ask("/sign-in/passkey", "/sign-in/passkey/options");

        refused(
                attacker,
                attacker.post(
                        "/sign-in/passkey", "/sign-in/passkey", Map.of("credential", authenticator.get(options))));
    }

    @Test
    @Tag("attack-50")
    void attack50CounterWhenItDoesNotGrowThenRefusedAndTold() {
        authenticator.signCount = 7;
        assertThat(next(new PasskeyVisitor(server).signIn(authenticator))).isEqualTo("/");
        authenticator.signCount -= 1;
        PasskeyVisitor attacker = new PasskeyVisitor(server);

        refused(attacker, attacker.signIn(authenticator));
        authenticator.signCount = 0;
        refused(attacker, attacker.signIn(authenticator));

        assertThat(server.bean(AuditTrail.class).recent(person.id(), 10))
                .extracting(AuditEvent::action)
                .contains(AuditAction.PASSKEY_CLONED);
        authenticator.signCount = 20;
        assertThat(next(new PasskeyVisitor(server).signIn(authenticator))).isEqualTo("/");
    }

    @Test
    @Tag("attack-50")
    void attack50AssertionWhenSentTwentyTimesAtOnceThenOneSession() throws Exception {
        PasskeyVisitor browser = new PasskeyVisitor(server);
        String answer = authenticator.get(browser.askForSignIn());
        String body = TestBrowser.encode(Map.of("credential", answer, "_csrf", browser.csrf("/sign-in")));
        String cookies = browser.browser.cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.issuer() + "/passkey/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Cookie", cookies)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();

        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> http.send(request, HttpResponse.BodyHandlers.ofString())))
                    .toList();
            int sessions = 0;
            for (Future<HttpResponse<String>> each : answers) {
                HttpResponse<String> response = each.get();
                assertThat(response.statusCode()).isIn(200, 401, 429);
                boolean session = response.headers().allValues("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("gatehouse-session="));
                assertThat(session).isEqualTo(response.statusCode() == 200);
                sessions += session ? 1 : 0;
            }
            assertThat(sessions).isEqualTo(1);
        }
    }

    @Test
    @Tag("attack-50")
    void attack50PasskeyWhenAccountIsLockedThenRefused() {
        server.bean(AccountService.class).disable(person.id());
        PasskeyVisitor attacker = new PasskeyVisitor(server);

        refused(attacker, attacker.signIn(authenticator));
    }

    @ParameterizedTest
    @Tag("attack-50")
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"\u0000\"",
                "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":1,\"rawId\":{},\"response\":{\"clientDataJSON\":\"bnVsbA\",\"authenticatorData\":\"\",\"signature\":\"\"}}"
            })
    void attack50BodyWhenNoCredentialThenRefusedInPlainWords(String body) {
        HttpResponse<String> answer = visitor.signIn(body);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(PasskeyVisitor.json(answer).at("/message").asString()).startsWith("That passkey was not accepted.");
    }

    @Test
    @Tag("attack-17")
    void attack17RemovalWhenPasskeyIsSomebodyElsesThenNotFound() {
        Person other = TestAccounts.active(server);
        PasskeyVisitor attacker = new PasskeyVisitor(server);
        attacker.signInWithPassword(other);
        String id = passkeys(person).getFirst().id().toString();

        assertThat(attacker.post("/account/passkeys", "/account/passkeys/remove", Map.of("id", id))
                        .statusCode())
                .isEqualTo(404);
        assertThat(attacker.post("/account/passkeys", "/account/passkeys/rename", Map.of("id", id, "name", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(passkeys(person)).extracting(Passkey::name).containsExactly("Passkey");
    }

    @Test
    @Tag("attack-17")
    @Tag("attack-18")
    void attack18ChangeWhenSessionIsWeakOrOldThenThePasskeysStayAndTheOwnerIsToldOfARealOne() {
        Person owner = TestAccounts.active(server);
        PasskeyVisitor weak = new PasskeyVisitor(server);
        weak.signInWithPassword(owner);
        PasskeyVisitor strong = new PasskeyVisitor(server);
        strong.signInWithPassword(owner);
        SoftAuthenticator key = strong.authenticator();
        strong.enrol(key, "");
        String id = passkeys(owner).getFirst().id().toString();
        Map<String, String> named = Map.of("id", id, "name", "x");
        assertThat(next(strong.signIn(key))).isEqualTo("/");
        for (PasskeyVisitor each : List.of(weak, strong)) {
            if (each == strong) {
                server.clock().advance(Duration.ofMinutes(6));
            }
            assertThat(TestBrowser.location(each.post("/account/sessions", "/account/passkeys/remove", named)))
                    .startsWith("/sign-in?reauth=1");
            assertThat(next(each.post("/account/sessions", "/account/passkeys/options", Map.of())))
                    .as("a new one")
                    .startsWith("/sign-in?reauth=1");
        }
        assertThat(passkeys(owner)).extracting(Passkey::name).containsExactly("Passkey");

        assertThat(next(strong.signIn(key))).isEqualTo("/");
        strong.post("/account/sessions", "/account/passkeys/remove", named);
        assertThat(passkeys(owner)).isEmpty();
        TestMails.await(server, owner.email(), "passkey was removed", 1);
    }

    @Test
    @Tag("attack-22")
    void attack22OptionsWhenAccountIsKnownOrNotThenSameAnswerAndNoQuery() throws Exception {
        PasskeyVisitor stranger = new PasskeyVisitor(server);
        String csrf = stranger.csrf("/sign-in");
        List<String> answers = List.of("", person.email(), "nobody@example.com").stream()
                .map(email -> stranger.browser.post("/passkey/options", Map.of("_csrf", csrf, "email", email)))
                .map(answer -> {
                    ObjectNode json = (ObjectNode) PasskeyVisitor.json(answer).get("publicKey");
                    int length = json.remove("challenge").asString().length();
                    return answer.statusCode() + " " + length + " " + json;
                })
                .distinct()
                .toList();

        assertThat(answers).hasSize(1).first().asString().contains("\"allowCredentials\":[]");
        assertThat(server.bean(StatementCounter.class)
                        .statementsDuring(() -> stranger.browser.post(
                                "/passkey/options", Map.of("_csrf", csrf, "email", person.email()))))
                .noneMatch(sql -> sql.contains("account") || sql.contains("passkey"));
    }

    private List<Passkey> passkeys(Person whose) {
        return server.bean(PasskeyService.class).list(whose.id());
    }

    private static void refused(PasskeyVisitor attacker, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(PasskeyVisitor.json(answer).at("/message").asString()).startsWith("That passkey was not accepted.");
        assertThat(attacker.signedIn()).isFalse();
    }
}
