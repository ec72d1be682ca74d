package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.assertRefused;
import static io.gatehouse.protocol.OAuthFlow.claims;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 6749 section 6 and RFC 9700 section 4.14: idempotent rotation, and the end of a family that was replayed. */
final class RefreshTokenGrantTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.web(server);
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void refreshWhenTokenIsGoodThenNewTokensForTheSameSession() {
        JsonNode first = flow.tokens(person, Map.of());
        server.clock().advance(Duration.ofMinutes(4));
        JsonNode second = json(flow.refresh(text(first, "refresh_token")));

        assertThat(text(second, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
        assertThat(claims(text(second, "id_token")).getClaim("sid"))
                .isEqualTo(claims(text(first, "id_token")).getClaim("sid"));
        assertThat(claims(text(second, "id_token")).getClaim("auth_time"))
                .isEqualTo(claims(text(first, "id_token")).getClaim("auth_time"));
        assertThat(claims(text(second, "id_token")).getClaim("nonce")).isNull();
        assertThat(flow.active(text(second, "access_token"))).isTrue();
    }

    @Test
    @Tag("attack-26")
    void attack26_refreshWhenTwentyInParallelThenAllGetTheSameChildAndOneLeafLives() {
        String token = text(flow.tokens(person, Map.of()), "refresh_token");
        for (int round = 0; round < 50; round++) {
            String presented = token;
            List<Callable<HttpResponse<String>>> attempts = IntStream.range(0, 20)
                    .<Callable<HttpResponse<String>>>mapToObj(i -> () -> flow.refresh(presented))
                    .toList();
            List<HttpResponse<String>> responses = Parallel.run(attempts);
            assertThat(responses).allMatch(response -> response.statusCode() == 200);
            assertThat(responses.stream()
                            .map(response -> text(json(response), "refresh_token"))
                            .collect(Collectors.toSet()))
                    .as("round " + round)
                    .hasSize(1);
            token = text(json(responses.getFirst()), "refresh_token");
            assertThat(liveLeaves()).isEqualTo(1);
        }
        assertThat(flow.refresh(token).statusCode()).isEqualTo(200);
    }

    @Test
    void refreshWhenAnswerWasLostThenRetryWithinGraceGetsTheSameChild() {
        String token = text(flow.tokens(person, Map.of()), "refresh_token");
        String child = text(json(flow.refresh(token)), "refresh_token");
        server.clock().advance(Duration.ofSeconds(59));
        assertThat(text(json(flow.refresh(token)), "refresh_token")).isEqualTo(child);
        assertThat(flow.refresh(child).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-26")
    void attack26_refreshWhenParentShownAfterGraceThenFamilyRevoked() {
        String token = text(flow.tokens(person, Map.of()), "refresh_token");
        JsonNode child = json(flow.refresh(token));
        server.clock().advance(Duration.ofSeconds(61));

        assertRefused(flow.refresh(token), 400, "invalid_grant");

        assertRefused(flow.refresh(text(child, "refresh_token")), 400, "invalid_grant");
        assertThat(flow.active(text(child, "access_token"))).isFalse();
    }

    @Test
    @Tag("attack-26")
    void attack26_refreshWhenParentShownAfterChildWasUsedThenFamilyRevoked() {
        String token = text(flow.tokens(person, Map.of()), "refresh_token");
        String child = text(json(flow.refresh(token)), "refresh_token");
        String grandchild = text(json(flow.refresh(child)), "refresh_token");

        assertRefused(flow.refresh(token), 400, "invalid_grant");

        assertRefused(flow.refresh(grandchild), 400, "invalid_grant");
    }

    @Test
    void refreshWhenPublicClientThenSameRules() {
        OAuthFlow publicFlow = new OAuthFlow(server, TestClients.publicApp(server));
        String token = text(publicFlow.tokens(person, Map.of()), "refresh_token");
        String child = text(json(publicFlow.refresh(token)), "refresh_token");
        assertThat(text(json(publicFlow.refresh(token)), "refresh_token")).isEqualTo(child);
        server.clock().advance(Duration.ofSeconds(61));
        assertRefused(publicFlow.refresh(token), 400, "invalid_grant");
        assertRefused(publicFlow.refresh(child), 400, "invalid_grant");
    }

    @Test
    void refreshWhenAnotherClientThenRefusedAndFamilyLives() {
        String token = text(flow.tokens(person, Map.of()), "refresh_token");
        assertRefused(new OAuthFlow(server, TestClients.web(server)).refresh(token), 400, "invalid_grant");
        assertThat(flow.refresh(token).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-27")
    void attack27_refreshWhenScopeBeyondGrantThenRefusedAndTokenStillGood() {
        String token = text(flow.tokens(person, Map.of("scope", "openid email")), "refresh_token");
        assertRefused(
                flow.token(Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", "openid phone")),
                400,
                "invalid_scope");
        JsonNode narrowed =
                json(flow.token(Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", "openid")));
        assertThat(text(narrowed, "scope")).isEqualTo("openid");
        JsonNode again = json(flow.refresh(text(narrowed, "refresh_token")));
        assertThat(text(again, "scope").split(" ")).containsExactlyInAnyOrder("openid", "email");
    }

    @Test
    void refreshWhenIdleOrAbsoluteLifetimeIsOverThenRefused() {
        Map<String, String> offline = Map.of("scope", "openid offline_access");
        String idle = text(flow.tokens(person, offline), "refresh_token");
        server.clock().advance(Duration.ofDays(30).plusSeconds(1));
        assertRefused(flow.refresh(idle), 400, "invalid_grant");

        String token = text(new OAuthFlow(server, app).tokens(person, offline), "refresh_token");
        OAuthFlow anywhere = new OAuthFlow(server, app);
        for (int month = 0; month < 3; month++) {
            server.clock().advance(Duration.ofDays(29));
            token = text(json(anywhere.refresh(token)), "refresh_token");
        }
        server.clock().advance(Duration.ofDays(4));
        assertRefused(anywhere.refresh(token), 400, "invalid_grant");
    }

    @Test
    void refreshWhenSessionIsOverThenOnlyOfflineAccessGoesOn() {
        String bound = text(flow.tokens(person, Map.of()), "refresh_token");
        String offline = text(
                new OAuthFlow(server, app).tokens(person, Map.of("scope", "openid offline_access")), "refresh_token");
        server.clock().advance(Duration.ofHours(12).plusSeconds(1));
        assertRefused(flow.refresh(bound), 400, "invalid_grant");
        assertThat(flow.refresh(offline).statusCode()).isEqualTo(200);
    }

    @Test
    void refreshWhenTokenUnknownOrMissingThenRefused() {
        assertRefused(flow.refresh("x".repeat(43)), 400, "invalid_grant");
        assertRefused(flow.token(Map.of("grant_type", "refresh_token")), 400, "invalid_request");
    }

    private long liveLeaves() {
        return server.database()
                .jdbc()
                .sql("""
                        select count(*) from oauth_refresh_token t join oauth_grant g on g.id = t.grant_id
                        where g.account_id = :account and t.used_at is null
                        """)
                .param("account", person.id().value())
                .query(Long.class)
                .single();
    }
}
