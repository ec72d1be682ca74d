package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.SecretSource;
import io.gatehouse.keyring.RandomTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Attacks on the protocol that need more than one endpoint, or a client that is less strict than the usual one. */
@ExtendWith(OutputCaptureExtension.class)
final class ProtocolAttackTests {

    private static final String NO_CHALLENGE = "";

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final App app = TestClients.web(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    /** A client that may leave PKCE out is as safe as the others as soon as it, or somebody for it, uses it. */
    @Test
    @Tag("attack-24")
    void attack24_exchangeWhenPkceIsOptionalThenChallengeAndVerifierStillBelongTogether() {
        OAuthFlow lax = new OAuthFlow(server, withoutPkce());
        Map<String, String> none = Map.of("code_challenge", NO_CHALLENGE, "code_challenge_method", "");
        String challenged = lax.code(person, Map.of());
        assertRefused(lax.exchange(challenged, Map.of("code_verifier", "")), 400, "invalid_grant");
        assertRefused(lax.exchange(challenged, Map.of("code_verifier", "x".repeat(43))), 400, "invalid_grant");

        String bare = again(lax, none);
        assertRefused(lax.exchange(bare, Map.of()), 400, "invalid_grant");
        assertThat(lax.exchange(again(lax, none), Map.of("code_verifier", "")).statusCode())
                .as("neither")
                .isEqualTo(200);
        for (Map<String, String> weak : List.of(
                Map.of("code_challenge_method", "plain"),
                Map.of("code_challenge_method", ""),
                Map.of("code_challenge", NO_CHALLENGE),
                Map.of("code_challenge", OAuthFlow.VERIFIER, "code_challenge_method", "plain"))) {
            String answer = TestBrowser.location(lax.authorize(weak));
            assertThat(TestBrowser.query(answer)).as("%s", weak).containsEntry("error", "invalid_request");
        }
    }

    private static String again(OAuthFlow flow, Map<String, String> overrides) {
        return OAuthFlow.codeOf(TestBrowser.location(flow.authorize(overrides)));
    }

    /** What a refresh may ask for is what the person once allowed, whatever else the client has been registered for. */
    @Test
    @Tag("attack-27")
    void attack27_refreshWhenAudienceIsAskedForThenItStaysTheOneOfTheGrant() {
        String token = text(flow.tokens(person, Map.of("scope", "openid email")), "refresh_token");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        form.put("resource", "https://orders.example.com");
        form.put("audience", "https://orders.example.com");
        HttpResponse<String> answer = flow.token(form);
        if (answer.statusCode() == 200) {
            assertThat(OAuthFlow.claims(text(json(answer), "access_token")).getAudience())
                    .containsExactly(server.issuer().toString());
        } else {
            assertRefused(answer, 400, "invalid_target");
        }
    }

    @Test
    @Tag("attack-33")
    @Tag("attack-49")
    void attack33_logoutWhenHintIsForgedOrNoIdTokenThenErrorPageAndNothingEnds() throws Exception {
        JsonNode tokens = flow.tokens(person, Map.of());
        SignedJWT genuine = SignedJWT.parse(text(tokens, "id_token"));
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(genuine.getHeader().getKeyID())
                        .build(),
                genuine.getJWTClaimsSet());
        confused.sign(new MACSigner(app.secret()));
        for (String hint : List.of(
                new PlainJWT(genuine.getJWTClaimsSet()).serialize(),
                confused.serialize(),
                text(tokens, "access_token"),
                jwe("PBES2-HS256+A128KW", "\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAA\","))) {
            HttpResponse<String> answer =
                    flow.browser.get("/oauth2/logout?" + TestBrowser.encode(Map.of("id_token_hint", hint)));
            assertThat(answer.statusCode()).as(hint).isEqualTo(400);
            assertThat(flow.active(text(tokens, "access_token"))).isTrue();
        }
    }

    /** Tokens that cost the reader more than the sender: PBES2 with endless rounds, compressed zeros, depth. */
    @Test
    @Tag("attack-48")
    void attack48_tokenWhenMadeToKeepTheServerBusyThenRefusedAtOnceAtEveryDoor() throws IOException {
        String deep = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
        List<String> bombs = List.of(
                jwe("PBES2-HS512+A256KW", "\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAA\","),
                jwe("dir", "\"zip\":\"DEF\",") + encode(zeros()),
                encode(deep) + "." + encode("{}") + ".AAAA",
                encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}") + "." + encode("{\"a\":".repeat(3_000)) + ".AAAA",
                encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}") + "." + "A".repeat(15_000) + ".AAAA");
        for (String bomb : bombs) {
            String header = bomb.substring(0, Math.min(6_000, bomb.length()));
            long start = System.nanoTime();
            HttpResponse<String> introspected = flow.introspect(bomb, app);
            assertThat(introspected.statusCode()).isIn(200, 400);
            assertThat(introspected.body()).doesNotContain("true");
            assertThat(flow.browser
                            .get("/oauth2/userinfo", "Authorization", "Bearer " + header)
                            .statusCode())
                    .isBetween(400, 431);
            Map<String, String> assertion = Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion",
                    bomb);
            assertThat(flow.browser.post("/oauth2/token", assertion).statusCode())
                    .isBetween(400, 401);
            assertThat(flow.browser
                            .get("/admin/api/v1/people", "Authorization", "Bearer " + header)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
        for (int depth : List.of(300, 900)) {
            HttpResponse<String> answer = flow.authorize(Map.of("claims", "{\"userinfo\":" + "{\"a\":".repeat(depth)));
            assertThat(answer.statusCode()).as("claims of depth %s", depth).isIn(303, 400, 414);
        }
    }

    /** Codes, tokens, secrets and verifiers, used rightly and wrongly: in no line of the log, no row, no error page. */
    @Test
    @Tag("attack-51")
    void attack51_secretsOfTheProtocolWhenUsedOrMistypedThenNeitherLoggedNorStored(CapturedOutput log) {
        List<String> secrets = new ArrayList<>(List.of(app.secret(), OAuthFlow.VERIFIER));
        String code = flow.code(person, Map.of());
        JsonNode tokens = json(flow.exchange(code, Map.of()));
        JsonNode next = json(flow.refresh(text(tokens, "refresh_token")));
        secrets.add(code);
        for (JsonNode each : List.of(tokens, next)) {
            for (String name : List.of("access_token", "refresh_token", "id_token")) {
                secrets.add(text(each, name));
            }
        }
        flow.exchange(code, Map.of());
        String mistyped = "mistyped-" + UUID.randomUUID();
        secrets.add(mistyped);
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(flow.browser.post("/oauth2/token", Map.of(), "Authorization", new App(app.id(), mistyped).basic()));
        answers.add(flow.exchange(mistyped, Map.of("code_verifier", mistyped)));
        answers.add(flow.refresh(mistyped));
        answers.add(flow.browser.get("/oauth2/userinfo", "Authorization", "Bearer " + mistyped));
        answers.add(flow.browser.get("/oauth2/userinfo?access_token=" + mistyped));
        answers.add(flow.browser.get("/admin/api/v1/people", "Authorization", "Bearer " + mistyped));
        answers.add(flow.browser.get("/oauth2/logout?id_token_hint=" + mistyped));
        answers.add(flow.browser.get("/no-such-page?code=" + mistyped));
        answers.add(flow.browser.send("POST", "/oauth2/token?client_secret=" + mistyped, "{"));
        answers.add(flow.browser.post(
                "/oauth2/token", Map.of("client_assertion", mistyped, "client_assertion_type", "x", "code", mistyped)));
        flow.browser.cookies().forEach(cookie -> secrets.add(cookie.getValue()));

        String dump = dump();
        assertThat(dump).contains(person.id().toString(), app.id());
        assertThat(secrets).hasSizeGreaterThan(10).noneMatch(String::isEmpty);
        for (String secret : secrets) {
            assertThat(log.getAll()).doesNotContain(secret);
            assertThat(dump).doesNotContain(secret, HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain(mistyped);
        });
    }

    @Test
    @Tag("attack-47")
    void attack47_answersWhenOriginIsRegisteredThenForThatOriginWithoutCredentialsAndOnlyWhereTokensAre() {
        TestClients.publicApp(server);
        String origin = "https://app.example.com";
        for (String path : List.of("/oauth2/userinfo", "/oauth2/token", "/oauth2/revoke")) {
            for (String asking : List.of(origin, "https://evil.example", "null")) {
                HttpResponse<String> answer = flow.browser.send(
                        "POST", path, "a=b", "Origin", asking, "Content-Type", "application/x-www-form-urlencoded");
                assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                        .as(path + " " + asking)
                        .isEqualTo(asking.equals(origin) ? List.of(origin) : List.of());
                assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
                assertThat(answer.headers().allValues("Vary")).contains("Origin");
            }
        }
        for (String path : List.of("/account", "/sign-in", "/admin", "/admin/api/v1/people", "/oauth2/introspect")) {
            for (String method : List.of("GET", "OPTIONS")) {
                HttpResponse<String> answer =
                        flow.browser.send(method, path, "", "Origin", origin, "Access-Control-Request-Method", "POST");
                assertThat(answer.headers().map().keySet())
                        .as(method + " " + path)
                        .noneMatch(name -> name.startsWith("access-control-"));
            }
        }
    }

    private App withoutPkce() {
        App lax = new App("lax-" + UUID.randomUUID(), RandomTokens.next());
        server.bean(ClientService.class)
                .save(new ClientRegistration(
                        lax.id(),
                        "Lax",
                        new ClientRights(
                                List.of("client_secret_basic"),
                                List.of("authorization_code"),
                                List.of("openid", "profile", "email"),
                                false,
                                false,
                                false),
                        ClientUris.redirect(List.of(TestClients.REDIRECT_URI), List.of()),
                        ClientKeySource.NONE,
                        List.of(new SecretSource.Value(lax.secret(), null))));
        return lax;
    }

    /** RFC 7516 section 7.1, with a key that nobody should try to derive. */
    private static String jwe(String algorithm, String more) {
        return encode("{\"alg\":\"" + algorithm + "\"," + more + "\"enc\":\"A128CBC-HS256\",\"typ\":\"at+jwt\"}")
                + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
    }

    private static byte[] zeros() throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(small, new Deflater(9, true))) {
            deflate.write(new byte[2_000_000]);
        }
        return small.toByteArray();
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Every row of every table as text; bytes as hexadecimal digits. */
    private String dump() {
        StringBuilder dump = new StringBuilder();
        var jdbc = server.database().ownerJdbc();
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()
                .forEach(table -> jdbc.sql("select t::text from \"" + table + "\" t")
                        .query(String.class)
                        .list()
                        .forEach(row -> dump.append(row).append('\n')));
        return dump.toString();
    }
}
