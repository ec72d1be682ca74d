package io.gatehouse.protocol;

import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestServer;
import io.gatehouse.database.StatementCounter;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How many SQL statements a request may cost, with clients and keys in memory as they are after the first request. */
final class SqlBudgetTests {

    private final TestServer server = TestServer.shared();
    private final App app = TestClients.webWithConsent(server);
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, app);

    @Test
    void clientCredentialsWhenClientIsKnownThenNoStatement() throws Exception {
        Map<String, String> request = Map.of("grant_type", "client_credentials", "scope", "email");
        flow.token(request);
        assertThat(statements(() -> flow.token(request))).isEmpty();
    }

    @Test
    void wholeFlowWhenConsentIsRememberedThenWithinBudget() throws Exception {
        String page = flow.signInAndReturn(person, Map.of());
        HttpResponse<String> consent = flow.browser.get(page);
        HttpResponse<String> allowed = flow.browser.submit(consent, "/consent", Map.of("decision", "allow"));
        flow.exchange(
                OAuthFlow.codeOf(TestBrowser.location(flow.browser.get(TestBrowser.location(allowed)))), Map.of());

        String[] code = new String[1];
        assertThat(statements(() -> code[0] = OAuthFlow.codeOf(TestBrowser.location(flow.authorize(Map.of())))))
                .hasSizeLessThanOrEqualTo(4);
        JsonNode[] tokens = new JsonNode[1];
        assertThat(statements(() -> tokens[0] = json(flow.exchange(code[0], Map.of()))))
                .hasSizeLessThanOrEqualTo(2);
        String accessToken = text(tokens[0], "access_token");
        assertThat(statements(() -> flow.introspect(accessToken, app))).hasSizeLessThanOrEqualTo(1);
        assertThat(statements(() -> flow.browser.get("/oauth2/userinfo", "Authorization", "Bearer " + accessToken)))
                .hasSizeLessThanOrEqualTo(1);
        JsonNode[] refreshed = new JsonNode[1];
        assertThat(statements(() -> refreshed[0] = json(flow.refresh(text(tokens[0], "refresh_token")))))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(statements(() -> flow.introspect(text(refreshed[0], "refresh_token"), app)))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(text(refreshed[0], "access_token")).isNotEmpty();
    }

    @Test
    void introspectWhenTokenHasNoGrantThenOneStatement() throws Exception {
        String token = text(json(flow.token(Map.of("grant_type", "client_credentials"))), "access_token");
        assertThat(statements(() -> flow.introspect(token, app))).hasSize(1);
    }

    /** The statements of the request, without those of the jobs that run at any time. */
    private List<String> statements(Callable<?> request) throws Exception {
        return server.bean(StatementCounter.class).statementsDuring(request).stream()
                .filter(sql -> !sql.contains("notification_message")
                        && !sql.contains("from audit_queue")
                        && !sql.contains("audit_link")
                        && !sql.contains("audit_checkpoint")
                        && !sql.contains("pg_try_advisory_xact_lock"))
                .toList();
    }
}
