package io.gatehouse.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.token.ScopeUse;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Applications are set up, changed, switched off and deleted in the console, each time by the rules of the API. */
final class ConsoleClientTests {

    private static final TestServer SERVER = TestServer.shared();
    private static final Pattern SECRET =
            Pattern.compile("class=\"secret\"[^>]*aria-label=\"Secret\"[^>]*>([A-Za-z0-9_-]{43})<");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final TestBrowser browser = administrator();
    private final String id = "made-" + UUID.randomUUID();

    private static TestBrowser administrator() {
        Person admin = TestAccounts.active(SERVER);
        TestRoles.give(SERVER, admin.id(), "admin");
        TestBrowser browser = new TestBrowser(SERVER);
        browser.signIn("/sign-in?continue=%2Faccount", admin);
        return browser;
    }

    /** Sends the hidden fields of a page and what is filled in; a name may come more than once. */
    private HttpResponse<String> send(HttpResponse<String> page, String path, String... filled) {
        List<String> pairs = new ArrayList<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            pairs.add(pair(hidden.group(1), hidden.group(2)));
        }
        for (int i = 0; i < filled.length; i += 2) {
            pairs.add(pair(filled[i], filled[i + 1]));
        }
        return browser.send(
                "POST",
                path,
                pairs.stream().distinct().collect(Collectors.joining("&")),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static ClientDetails details(String id) {
        return SERVER.bean(ClientRegistry.class).details(id).orElseThrow();
    }

    @Test
    void webApplicationWhenSetUpThenSafeAndItsSecretShownOnceAndGood() {
        String path = "/admin/clients/new?kind=web";
        HttpResponse<String> made = send(
                browser.get(path),
                path,
                "name",
                "Notes & more",
                "client_id",
                id,
                "redirects",
                "https://notes.example.com/callback\n\n",
                "methods",
                "client_secret_basic",
                "scopes",
                "openid",
                "grants",
                "refresh_token",
                "consent",
                "true");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(made.body()).contains("Notes &amp; more", id, "openid-client", "spring:");
        ClientDetails client = details(id);
        assertThat(client.registration().rights().requirePkce()).isTrue();
        assertThat(client.registration().rights().requireConsent()).isTrue();
        assertThat(client.registration().rights().grantTypes())
                .containsExactlyInAnyOrder("authorization_code", "refresh_token");
        assertThat(client.registration().uris().redirectUris()).containsExactly("https://notes.example.com/callback");
        assertThat(ClientGrade.of(client, ScopeUse.NONE, client.createdAt()).letter())
                .isEqualTo("A");
        Matcher secret = SECRET.matcher(made.body());
        assertThat(secret.find()).isTrue();
        String basic =
                Base64.getEncoder().encodeToString((id + ":" + secret.group(1)).getBytes(StandardCharsets.UTF_8));
        assertThat(new TestBrowser(SERVER)
                        .post("/oauth2/introspect", Map.of("token", "x"), "Authorization", "Basic " + basic)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/admin/clients/client?id=" + id).body()).doesNotContain(secret.group(1));
    }

    @Test
    void wizardWhenFieldsAreWrongThenSaidBesideThemAndNothingLostOrMade() {
        String path = "/admin/clients/new?kind=spa";
        HttpResponse<String> refused = send(
                browser.get(path),
                path,
                "name",
                "",
                "client_id",
                id,
                "redirects",
                "https://*.example.com/cb\nhttp://example.com/cb",
                "post_logout",
                "javascript:alert(1)",
                "scopes",
                "no-such-scope");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"name-problem\"", "id=\"redirects-problem\"", "id=\"post_logout-problem\"")
                .contains("id=\"scopes-problem\"", "There is no scope no-such-scope")
                .contains("https://*.example.com/cb\nhttp://example.com/cb</textarea>", "value=\"" + id + "\"")
                .doesNotContain("??");
        assertThat(SERVER.bean(ClientRegistry.class).details(id)).isEmpty();
        String taken = TestClients.web(SERVER).id();
        HttpResponse<String> again =
                send(browser.get(path), path, "name", "X", "client_id", taken, "redirects", "https://app.example.com/");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("There is an application " + taken + " already");
        assertThat(browser.get("/admin/clients/new?kind=device").body())
                .contains("kind=web")
                .doesNotContain("href=\"/admin/clients/new?kind=device");
    }

    @Test
    void publicApplicationWhenFormIsForgedThenTheRulesStillHold() {
        String path = "/admin/clients/new?kind=spa";
        HttpResponse<String> page = browser.get(path);
        String csrf = HIDDEN.matcher(page.body())
                .results()
                .filter(field -> field.group(1).equals("_csrf"))
                .map(field -> pair("_csrf", field.group(2)))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> refused = browser.send(
                "POST",
                path,
                csrf + "&name=X&client_id=" + id + "&redirects=https%3A%2F%2Fa.example.com%2F&methods=none"
                        + "&grants=authorization_code&grants=client_credentials&grants=password&scopes=openid"
                        + "&access=5m&idle=30d&max=90d&content=roles&most=100",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("needs PKCE").contains("Nothing was saved yet");
        assertThat(SERVER.bean(ClientRegistry.class).details(id)).isEmpty();
    }

    @Test
    void editWhenSavedMeanwhileThenNothingOverwrittenAndNothingLost() {
        String client = TestClients.web(SERVER).id();
        String path = "/admin/clients/client/edit?id=" + client;
        HttpResponse<String> mine = browser.get(path);
        HttpResponse<String> theirs = browser.get(path);
        assertThat(TestBrowser.location(save(theirs, path, "Theirs"))).endsWith("done=changed");
        long version = details(client).version();

        HttpResponse<String> conflict = save(mine, path, "Mine");
        assertThat(conflict.statusCode()).isEqualTo(412);
        assertThat(conflict.body())
                .contains("Somebody else saved", "<bdi>Theirs</bdi>", "<bdi>Mine</bdi>", "value=\"Mine\"")
                .contains("name=\"version\" value=\"" + version + "\"");
        assertThat(details(client).registration().name()).isEqualTo("Theirs");

        assertThat(TestBrowser.location(save(conflict, path, "Mine"))).endsWith("done=changed");
        assertThat(details(client).registration().name()).isEqualTo("Mine");
        assertThat(details(client).registration().tokens().accessTokenLifetime())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(SERVER.bean(AuditSearch.class)
                        .find(
                                AuditQuery.all()
                                        .actions(Set.of(AuditAction.CLIENT_CHANGED))
                                        .target("client", client),
                                null,
                                10)
                        .events())
                .extracting(AuditEvent::change)
                .anySatisfy(change -> {
                    assertThat(change.before()).containsOnlyKeys("client_name").containsValue("Theirs");
                    assertThat(change.after()).containsOnlyKeys("client_name").containsValue("Mine");
                });
    }

    private HttpResponse<String> save(HttpResponse<String> page, String path, String name) {
        return send(
                page,
                path,
                "name",
                name,
                "redirects",
                TestClients.REDIRECT_URI,
                "scopes",
                "openid",
                "methods",
                "client_secret_basic",
                "grants",
                "authorization_code",
                "pkce",
                "true",
                "access",
                "10m",
                "idle",
                "30d",
                "max",
                "90d",
                "content",
                "roles",
                "filter",
                "notes:\nwiki:",
                "most",
                "50");
    }

    @Test
    void applicationWhenSwitchedOffAndDeletedThenOnlyTheVersionThatWasSeen() {
        String client = TestClients.web(SERVER).id();
        HttpResponse<String> page = browser.get("/admin/clients/client?id=" + client);
        assertThat(TestBrowser.location(send(page, "/admin/clients/client/disable?id=" + client)))
                .endsWith("done=app_disabled");
        assertThat(details(client).registration().disabled()).isTrue();
        assertThat(send(page, "/admin/clients/client/enable?id=" + client).statusCode())
                .isEqualTo(412);
        assertThat(details(client).registration().disabled()).isTrue();

        String path = "/admin/clients/client/delete?id=" + client;
        HttpResponse<String> ask = browser.get(path);
        assertThat(send(ask, path, "typed", "something").statusCode()).isEqualTo(400);
        assertThat(send(page, path, "typed", client).statusCode()).isEqualTo(412);
        assertThat(details(client)).isNotNull();
        assertThat(TestBrowser.location(send(ask, path, "typed", client))).endsWith("done=app_deleted");
        assertThat(SERVER.bean(ClientRegistry.class).details(client)).isEmpty();
    }

    @Test
    void secretWhenRotatedThenBothHoldUntilTheOldOneIsEnded() {
        String client = TestClients.web(SERVER).id();
        HttpResponse<String> page = browser.get("/admin/clients/client?id=" + client);
        assertThat(send(page, "/admin/clients/secret?id=" + client, "overlap", "7")
                        .statusCode())
                .isEqualTo(200);
        List<ClientDetails.SecretInfo> secrets = details(client).secrets();
        assertThat(secrets).hasSize(2);
        assertThat(secrets).filteredOn(one -> one.expiresAt() != null).hasSize(1);
        String old = secrets.stream()
                .filter(one -> one.expiresAt() != null)
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        HttpResponse<String> ended = browser.submit(
                browser.get("/account/sessions"),
                "/admin/clients/client/end-secret?id=" + client,
                Map.of("secret", old));
        assertThat(TestBrowser.location(ended)).endsWith("done=secret_ended");
        assertThat(details(client).secrets())
                .hasSize(1)
                .noneMatch(one -> one.id().toString().equals(old));
    }

    @Test
    void writingWhenOnlyReadingIsAllowedThenThereIsNothing() {
        Person reader = TestAccounts.active(SERVER);
        String role = "reads-" + UUID.randomUUID();
        TestRoles.give(SERVER, reader.id(), role);
        SERVER.bean(RoleContentService.class)
                .addPermission(Actor.operator("test"), role, ServerPermission.CLIENTS_READ.code(), null);
        TestBrowser theirs = new TestBrowser(SERVER);
        theirs.signIn("/sign-in?continue=%2Faccount", reader);
        String client = TestClients.web(SERVER).id();
        assertThat(theirs.get("/admin/clients").body()).doesNotContain("/admin/clients/new");
        assertThat(theirs.get("/admin/clients/client?id=" + client).body())
                .doesNotContain("/edit", "/delete", "/disable");
        for (String path : List.of("/new?kind=web", "/client/edit?id=" + client, "/client/delete?id=" + client)) {
            assertThat(theirs.get("/admin/clients" + path).statusCode()).isEqualTo(404);
            assertThat(theirs.submit(
                                    theirs.get("/account/sessions"),
                                    "/admin/clients" + path,
                                    Map.of("typed", client, "version", "1"))
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(details(client)).isNotNull();
    }
}
