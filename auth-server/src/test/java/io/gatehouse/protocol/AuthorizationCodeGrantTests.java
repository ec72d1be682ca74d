package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.claims;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 6749 section 4.1 with PKCE (RFC 7636), OpenID Connect Core 3.1 and RFC 9068. */
final class AuthorizationCodeGrantTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void exchangeWhenCodeIsGoodThenTokensSayWhoWhenAndForWhom() throws Exception {
        String location = flow.signInAndReturn(person, Map.of());
        assertThat(location).startsWith(TestClients.REDIRECT_URI + "?");
        assertThat(TestBrowser.query(location))
                .containsEntry("state", "st&te ü")
                .containsEntry("iss", server.issuer().toString());

        HttpResponse<String> response = flow.exchange(OAuthFlow.codeOf(location), Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        JsonNode tokens = json(response);
        assertThat(text(tokens, "token_type")).isEqualTo("Bearer");
        assertThat(tokens.get("expires_in").asInt()).isEqualTo(300);
        assertThat(text(tokens, "scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
        assertThat(text(tokens, "refresh_token")).hasSize(43);

        SignedJWT accessToken = SignedJWT.parse(text(tokens, "access_token"));
        assertThat(accessToken.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(accessToken.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        JWTClaimsSet access = accessToken.getJWTClaimsSet();
        assertThat(access.getIssuer()).isEqualTo(server.issuer().toString());
        assertThat(access.getSubject()).isEqualTo(person.id().toString());
        assertThat(access.getAudience()).containsExactly(server.issuer().toString());
        assertThat(access.getStringClaim("client_id")).isEqualTo(app.id());
        assertThat(access.getStringListClaim("amr")).containsExactly("pwd");
        assertThat(access.getStringClaim("acr")).isEqualTo("urn:gatehouse:acr:pwd");

        SignedJWT idToken = SignedJWT.parse(text(tokens, "id_token"));
        assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JWTClaimsSet id = idToken.getJWTClaimsSet();
        assertThat(id.getAudience()).containsExactly(app.id());
        assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(id.getStringClaim("sid")).isEqualTo(access.getStringClaim("sid"));
        assertThat(id.getLongClaim("auth_time"))
                .isEqualTo(server.clock().instant().getEpochSecond());
    }

    @Test
    @Tag("attack-25")
    void attack25_exchangeWhenCodeReplayedThenRefusedAndTokensOfTheFirstUseDie() {
        String code = flow.code(person, Map.of());
        JsonNode tokens = json(flow.exchange(code, Map.of()));
        assertThat(flow.active(text(tokens, "access_token"))).isTrue();

        assertRefused(flow.exchange(code, Map.of()), 400, "invalid_grant");

        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
        assertRefused(flow.refresh(text(tokens, "refresh_token")), 400, "invalid_grant");
    }

    @Test
    @Tag("attack-25")
    void attack25_exchangeWhenTwentyInParallelThenExactlyOneTokenResponse() {
        for (int round = 0; round < 50; round++) {
            String code = flow.code(person, round == 0 ? Map.of() : Map.of("prompt", "login"));
            List<Callable<HttpResponse<String>>> attempts = IntStream.range(0, 20)
                    .<Callable<HttpResponse<String>>>mapToObj(i -> () -> flow.exchange(code, Map.of()))
                    .toList();
            List<Integer> statuses = Parallel.run(attempts).stream()
                    .map(HttpResponse::statusCode)
                    .sorted()
                    .toList();
            assertThat(statuses.stream().filter(status -> status == 200))
                    .as("round " + round)
                    .hasSize(1);
            assertThat(statuses.stream().filter(status -> status == 400)).hasSize(19);
        }
    }

    @Test
    @Tag("attack-25")
    void attack25_exchangeWhenAnotherClientThenRefusedAndCodeStillGoodForItsOwner() {
        String code = flow.code(person, Map.of());
        OAuthFlow other = new OAuthFlow(server, TestClients.web(server));
        assertRefused(other.exchange(code, Map.of()), 400, "invalid_grant");
        assertThat(flow.exchange(code, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-25")
    void attack25_exchangeWhenRedirectUriDiffersOrIsMissingThenRefused() {
        String code = flow.code(person, Map.of());
        assertRefused(
                flow.exchange(code, Map.of("redirect_uri", TestClients.REDIRECT_URI + "/")), 400, "invalid_grant");
        assertRefused(flow.exchange(code, Map.of("redirect_uri", "")), 400, "invalid_grant");
    }

    @Test
    @Tag("attack-24")
    void attack24_exchangeWhenVerifierIsWrongMissingOrMalformedThenRefused() {
        String code = flow.code(person, Map.of());
        assertRefused(flow.exchange(code, Map.of("code_verifier", "x".repeat(43))), 400, "invalid_grant");
        assertRefused(flow.exchange(code, Map.of("code_verifier", "")), 400, "invalid_grant");
        assertRefused(flow.exchange(code, Map.of("code_verifier", "short")), 400, "invalid_grant");
        assertRefused(
                flow.exchange(code, Map.of("code_verifier", OAuthFlow.challenge(OAuthFlow.VERIFIER))),
                400,
                "invalid_grant");
        assertThat(flow.exchange(code, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-24")
    void attack24_authorizeWhenChallengeIsMissingPlainOrNoHashThenRefused() {
        assertThat(error(Map.of("code_challenge", "", "code_challenge_method", "")))
                .isEqualTo("invalid_request");
        assertThat(error(Map.of("code_challenge_method", "plain"))).isEqualTo("invalid_request");
        assertThat(error(Map.of("code_challenge_method", ""))).isEqualTo("invalid_request");
        assertThat(error(Map.of("code_challenge", "tooshort"))).isEqualTo("invalid_request");
    }

    @Test
    void exchangeWhenCodeExpiredThenRefused() {
        String code = flow.code(person, Map.of());
        server.clock().advance(Duration.ofSeconds(61));
        assertRefused(flow.exchange(code, Map.of()), 400, "invalid_grant");
    }

    @Test
    @Tag("attack-28")
    void attack28_exchangeAndRefreshWhenAccountDisabledThenRefused() {
        JsonNode tokens = flow.tokens(person, Map.of());
        String code = OAuthFlow.codeOf(TestBrowser.location(flow.authorize(Map.of())));
        server.bean(AccountService.class).disable(person.id());

        assertRefused(flow.exchange(code, Map.of()), 400, "invalid_grant");
        assertRefused(flow.refresh(text(tokens, "refresh_token")), 400, "invalid_grant");
        assertThat(flow.active(text(tokens, "access_token"))).isFalse();
    }

    @Test
    void exchangeWhenCodeUnknownOrMissingThenRefused() {
        assertRefused(flow.exchange("x".repeat(43), Map.of()), 400, "invalid_grant");
        assertRefused(flow.exchange("", Map.of()), 400, "invalid_request");
    }

    @Test
    void exchangeWhenPublicClientThenTokensIncludingRefreshToken() {
        OAuthFlow publicFlow = new OAuthFlow(server, TestClients.publicApp(server));
        JsonNode tokens = publicFlow.tokens(person, Map.of());
        assertThat(text(tokens, "refresh_token")).isNotEmpty();
        assertThat(publicFlow.refresh(text(tokens, "refresh_token")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void authorizeWhenSignedInThenNoSecondSignIn() {
        flow.code(person, Map.of());
        OAuthFlow second = new OAuthFlow(server, TestClients.web(server), flow.browser);
        assertThat(OAuthFlow.codeOf(TestBrowser.location(second.authorize(Map.of()))))
                .isNotEmpty();
    }

    @Test
    void sidWhenTwoBrowsersThenEachNamesTheSessionThatAuthorized() {
        OAuthFlow elsewhere = new OAuthFlow(server, app);
        String here = text(flow.tokens(person, Map.of()), "id_token");
        String there = text(elsewhere.tokens(person, Map.of()), "id_token");
        assertThat(claims(here).getClaim("sid")).isNotEqualTo(claims(there).getClaim("sid"));
    }

    @Test
    void authorizeWhenPostedThenSameAsGet() {
        String query = flow.authorizePath(Map.of()).substring("/oauth2/authorize?".length());
        HttpResponse<String> response = flow.browser.post("/oauth2/authorize", TestBrowser.query("/?" + query));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(response)).startsWith("/sign-in?continue=");
    }

    @Test
    void authorizeWhenScopeNotRegisteredThenInvalidScopeGoesToTheClient() {
        HttpResponse<String> response = flow.authorize(Map.of("scope", "openid admin.everything"));
        Map<String, String> answer = TestBrowser.query(TestBrowser.location(response));
        assertThat(answer)
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", "st&te ü")
                .containsEntry("iss", server.issuer().toString());
    }

    @Test
    void authorizeWhenSomethingIsNotSupportedThenSaidSo() {
        assertThat(error(Map.of("request", "eyJhbGciOiJub25lIn0.e30."))).isEqualTo("request_not_supported");
        assertThat(error(Map.of("response_mode", "fragment"))).isEqualTo("invalid_request");
        assertThat(error(Map.of("prompt", "none login"))).isEqualTo("invalid_request");
        assertThat(error(Map.of("max_age", "-1"))).isEqualTo("invalid_request");
    }

    private String error(Map<String, String> overrides) {
        HttpResponse<String> response = flow.authorize(overrides);
        assertThat(TestBrowser.location(response)).startsWith(TestClients.REDIRECT_URI + "?error=");
        return TestBrowser.query(TestBrowser.location(response)).getOrDefault("error", "");
    }
}
