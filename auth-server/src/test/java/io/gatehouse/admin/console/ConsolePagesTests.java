package io.gatehouse.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Gift;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.admin.Deed;
import io.gatehouse.registration.Invitation;
import io.gatehouse.registration.InvitationDraft;
import io.gatehouse.registration.InvitationService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signingkey.SigningKeyRotation;
import io.gatehouse.webhook.WebhookDraft;
import io.gatehouse.webhook.WebhookEndpoint;
import io.gatehouse.webhook.WebhookLog;
import io.gatehouse.webhook.Webhooks;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets which page of the console, and what the dangerous ones ask for. On a server of its own, to count administrators. */
final class ConsolePagesTests {

    private static final TestServer SERVER = TestServer.start();
    private static final Actor OPERATOR = Actor.operator("test");
    private static final Person ADMIN = TestAccounts.active(SERVER);
    private static final TestBrowser BROWSER = administrator();

    private final Person person = TestAccounts.active(SERVER);
    private final Invitation invitation = SERVER.bean(InvitationService.class)
            .send(
                    ADMIN.id(),
                    new InvitationDraft(
                            EmailAddress.parse("invited@example.com"), Gift.NOTHING, "", Locale.ENGLISH, null));

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    /** One way into the console: a method and a path with placeholders filled in. */
    record Route(String method, String path, HandlerMethod handler) {}

    private static TestBrowser administrator() {
        TestRoles.give(SERVER, ADMIN.id(), "admin");
        return signedIn(ADMIN);
    }

    private static TestBrowser signedIn(Person who) {
        TestBrowser browser = new TestBrowser(SERVER);
        assertThat(browser.signIn("/sign-in?continue=%2Faccount", who).statusCode())
                .isEqualTo(303);
        return browser;
    }

    private List<Route> routes() {
        UUID group = SERVER.bean(GroupService.class)
                .create(OPERATOR, null, "group " + UUID.randomUUID())
                .id();
        List<Route> routes = new ArrayList<>();
        SERVER.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().equals("io.gatehouse.admin.console")) {
                routes.addAll(routes(info, handler, group));
            }
        });
        assertThat(routes).hasSizeGreaterThan(30);
        return routes;
    }

    private List<Route> routes(RequestMappingInfo info, HandlerMethod handler, UUID group) {
        String pattern = info.getPatternValues().iterator().next();
        String path = pattern.replace("{person}", person.id().toString())
                .replace("{group}", group.toString())
                .replace("{invitation}", invitation.id().toString());
        return info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .map(method -> new Route(method, path, handler))
                .toList();
    }

    private static HttpResponse<String> open(TestBrowser browser, Route route) {
        return route.method().equals("GET")
                ? browser.get(route.path())
                : browser.submit(browser.get("/account/sessions"), route.path(), Map.of("sid", ""));
    }

    @Test
    @Tag("attack-39")
    void attack39_everyPageWhenNoPermissionThenThereIsNothing() {
        TestBrowser stranger = signedIn(person);
        for (Route route : routes()) {
            assertThat(open(stranger, route).statusCode()).as(route.toString()).isEqualTo(404);
        }
        assertThat(stranger.get("/admin/nothing").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/account").body()).doesNotContain("\"/admin\"");
        assertThat(BROWSER.get("/account").body()).contains("\"/admin\"");
    }

    @Test
    void everyHandlerWhenLookedAtThenDeclaresWhatItNeeds() {
        for (Route route : routes()) {
            boolean declared = route.handler().hasMethodAnnotation(Needs.class)
                    || route.handler().hasMethodAnnotation(NeedsAnything.class);
            assertThat(declared).as(route.toString()).isTrue();
        }
    }

    /** What is sent to the console changes something and says what, which decides about a fresh proof as for the API. */
    @Test
    void everyPostWhenLookedAtThenSaysWhatItDoes() {
        assertThat(routes())
                .filteredOn(route -> route.method().equals("POST") && deed(route) == Deed.READ)
                .extracting(Route::path)
                .containsExactly("/admin/token");
    }

    private static Deed deed(Route route) {
        Needs needs = route.handler().getMethodAnnotation(Needs.class);
        return needs == null ? Deed.READ : needs.does();
    }

    @Test
    @Tag("attack-13")
    void attack13_everyPostWhenNoTokenThenForbidden() {
        routes().stream()
                .filter(route -> route.method().equals("POST"))
                .forEach(
                        route -> assertThat(BROWSER.post(route.path(), Map.of()).statusCode())
                                .as(route.toString())
                                .isEqualTo(403));
        assertThat(status(person.id())).isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void everyPageWhenAdministratorThenShownInEveryLanguage() {
        String client = TestClients.web(SERVER).id();
        String kid = SERVER.bean(SigningKeyRotation.class).keys().getFirst().kid();
        WebhookEndpoint endpoint = webhook();
        String hook = endpoint.id().toString();
        SERVER.bean(WebhookLog.class).test(endpoint);
        List<String> pages = new ArrayList<>(List.of(
                "/admin/roles/role?name=admin",
                "/admin/roles/what-if?role=admin",
                "/admin/roles/what-if?role=admin&permission=people:read",
                path(ADMIN) + "/why?permission=people:read",
                path(person) + "/why?role=admin",
                "/admin/clients/client?id=" + client,
                "/admin/clients/secret?id=" + client,
                "/admin/clients/client/edit?id=" + client,
                "/admin/clients/client/delete?id=" + client,
                "/admin/clients/new?kind=web",
                "/admin/clients/new?kind=service",
                "/admin/keys/rotate?kid=" + kid,
                "/admin/webhooks/webhook?id=" + hook,
                "/admin/webhooks/webhook?state=failed&id=" + hook,
                "/admin/webhooks/edit?id=" + hook,
                "/admin/webhooks/secret?id=" + hook,
                "/admin/webhooks/remove?id=" + hook,
                "/admin/people?q=person"));
        TestBrowser browser = signedIn(ADMIN);
        routes().stream()
                .filter(route -> route.method().equals("GET") && !needsName(route.path()))
                .forEach(route -> pages.add(route.path()));
        for (String language : List.of("en", "ar")) {
            browser.get("/admin?lang=" + language);
            for (String page : pages) {
                HttpResponse<String> answer = browser.get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body())
                        .as(page)
                        .doesNotContain("??")
                        .doesNotContain("style=\"")
                        .doesNotContain("<style");
            }
        }
        assertThat(browser.get(script(browser.get("/admin").body())).statusCode())
                .isEqualTo(200);
    }

    private static boolean needsName(String path) {
        return Stream.of(
                        "/role",
                        "/what-if",
                        "/client",
                        "/secret",
                        "/rotate",
                        "/webhook",
                        "/edit",
                        "/remove",
                        "/proposal",
                        "/delete",
                        "/act-as")
                .anyMatch(path::endsWith);
    }

    private static String script(String page) {
        int from = page.indexOf("src=\"/assets/htmx/") + 5;
        return page.substring(from, page.indexOf('"', from));
    }

    @Test
    @Tag("attack-39")
    void attack39_delegatedAdministratorWhenForeignPersonThenThereIsNothing() {
        UUID group = SERVER.bean(GroupService.class)
                .create(OPERATOR, null, "team " + UUID.randomUUID())
                .id();
        Person helper = TestAccounts.active(SERVER);
        Person own = TestAccounts.active(SERVER);
        SERVER.bean(GroupLinkService.class).add(OPERATOR, group, own.id(), Validity.ALWAYS);
        String role = role(ServerPermission.PEOPLE_READ, ServerPermission.PEOPLE_WRITE);
        SERVER.bean(AssignmentService.class).give(OPERATOR, helper.id(), role, group, Validity.ALWAYS);
        TestBrowser browser = signedIn(helper);

        assertThat(browser.get("/admin/people").body()).contains(own.email()).doesNotContain(person.email());
        assertThat(browser.get("/admin/people?q=person").body())
                .contains(own.email())
                .doesNotContain(person.email());
        assertThat(browser.get(path(own)).statusCode()).isEqualTo(200);
        assertThat(browser.get(path(person)).statusCode()).isEqualTo(404);
        assertThat(post(browser, path(person) + "/disable").statusCode()).isEqualTo(404);
        assertThat(post(browser, path(ADMIN) + "/disable").statusCode()).isEqualTo(404);
        assertThat(post(browser, path(own) + "/disable").statusCode()).isEqualTo(303);
        assertThat(status(own.id())).isEqualTo(AccountStatus.DISABLED);
        assertThat(status(person.id())).isEqualTo(AccountStatus.ACTIVE);
        assertThat(browser.get("/admin").body()).doesNotContain("/admin/keys").doesNotContain("/admin/clients");
    }

    @Test
    void changingWhenPersonHoldsMoreThenRefused() {
        Person helper = TestAccounts.active(SERVER);
        String role = role(ServerPermission.PEOPLE_READ, ServerPermission.PEOPLE_WRITE);
        TestRoles.give(SERVER, helper.id(), role);
        HttpResponse<String> answer = post(signedIn(helper), path(ADMIN) + "/disable");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("beyond what you hold");
        assertThat(status(ADMIN.id())).isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void disableWhenLastAdministratorThenRefusedAndToldWhy() {
        TestBrowser browser = signedIn(ADMIN);
        HttpResponse<String> answer = post(browser, path(ADMIN) + "/disable");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Nobody would be left");
        assertThat(post(browser, path(ADMIN) + "/lock-down").statusCode()).isEqualTo(409);
        assertThat(status(ADMIN.id())).isEqualTo(AccountStatus.ACTIVE);
        assertThat(browser.get("/admin").statusCode()).isEqualTo(200);
    }

    @Test
    void lockDownWhenConfirmedThenSessionsEnd() {
        TestBrowser theirs = signedIn(person);
        TestBrowser browser = signedIn(ADMIN);
        assertThat(theirs.get("/account").statusCode()).isEqualTo(200);
        assertThat(browser.get(path(person) + "/lock-down").body()).contains("Every session ends");
        assertThat(theirs.get("/account").statusCode()).isEqualTo(200);
        HttpResponse<String> done = post(browser, path(person) + "/lock-down");
        assertThat(TestBrowser.location(done)).isEqualTo(path(person) + "?done=locked_down");
        assertThat(theirs.get("/account").statusCode()).isEqualTo(303);
        assertThat(status(person.id())).isEqualTo(AccountStatus.DISABLED);
        assertThat(browser.get(TestBrowser.location(done)).body()).contains("Locked down.");
    }

    @Test
    void dangerousActionWhenProofIsOldThenFreshSignInFirstAndNothingDone() {
        TestBrowser browser = signedIn(ADMIN);
        SERVER.clock().advance(Duration.ofMinutes(20));
        List<Route> routes = routes();
        List<String> pages = routes.stream()
                .filter(route -> route.method().equals("GET"))
                .map(Route::path)
                .toList();
        assertThat(routes)
                .filteredOn(route -> deed(route).dangerous())
                .extracting(Route::path)
                .contains(path(person) + "/disable", path(person) + "/enable", path(person) + "/roles/take");
        routes.stream().filter(route -> deed(route).dangerous()).forEach(route -> {
            HttpResponse<String> answer = open(browser, route);
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(303);
            assertThat(TestBrowser.location(answer))
                    .as(route.toString())
                    .startsWith("/sign-in?reauth=1&continue=%2Fadmin%2F");
            String back = URLDecoder.decode(
                    TestBrowser.location(answer).replaceFirst(".*continue=", ""), StandardCharsets.UTF_8);
            assertThat(pages).as(route.toString()).contains(back.replaceFirst("\\?.*", ""));
        });
        assertThat(status(person.id())).isEqualTo(AccountStatus.ACTIVE);
        assertThat(browser.get("/admin/people").statusCode()).isEqualTo(200);
    }

    @Test
    void namesWhenTheyHoldMarkupThenShownAsText() {
        AccountDirectory directory = SERVER.bean(AccountDirectory.class);
        long version = directory.find(person.id()).orElseThrow().version();
        String name = "<img src=x onerror=alert(1)>\"'";
        assertThat(directory.changeProfile(person.id(), version, Profile.named(name)))
                .isPresent();
        for (String page : List.of(
                path(person),
                path(person) + "/why?role=admin",
                path(person) + "/lock-down",
                path(person) + "/roles",
                "/admin/people?q=%3Cimg%20src")) {
            assertThat(signedIn(ADMIN).get(page).body())
                    .as(page)
                    .doesNotContain("<img src=x")
                    .contains("&lt;img src=x");
        }
    }

    @Test
    void roleWhenGivenThenHeldWithReasonAndTakenAgain() {
        TestBrowser browser = signedIn(ADMIN);
        String role = role(ServerPermission.CLIENTS_READ);
        HttpResponse<String> given = browser.submit(
                browser.get("/account/sessions"), path(person) + "/roles", Map.of("role", role, "sid", ""));
        assertThat(TestBrowser.location(given)).endsWith("done=role_given");
        assertThat(browser.get(path(person)).body()).contains(role).contains("given directly");
        HttpResponse<String> taken = browser.submit(
                browser.get("/account/sessions"), path(person) + "/roles/take", Map.of("role", role, "sid", ""));
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(browser.get(path(person)).body()).doesNotContain("given directly");
    }

    @Test
    void secretWhenRotatedThenShownOnceAndNeverKept() {
        TestBrowser browser = signedIn(ADMIN);
        String path = "/admin/clients/secret?id=" + TestClients.web(SERVER).id();
        HttpResponse<String> answer =
                browser.submit(browser.get("/account/sessions"), path, Map.of("overlap", "1", "sid", ""));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body()).containsPattern("class=\"secret\"[^>]*>[A-Za-z0-9_-]{43}<");
    }

    @Test
    void webhookWhenMadeInTheConsoleThenSecretShownOnceAndFaultsAtTheForm() {
        TestBrowser browser = signedIn(ADMIN);
        HttpResponse<String> faulty = browser.submit(
                browser.get("/admin/webhooks/new"),
                "/admin/webhooks/new",
                Map.of("url", "https://127.0.0.1/", "events", "nothing_*"));
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("sends nothing to this address", "at least one event", "https://127.0.0.1/");
        HttpResponse<String> made = browser.submit(
                browser.get("/admin/webhooks/new"),
                "/admin/webhooks/new",
                Map.of("url", "https://hooks.invalid/made", "events", "account_*\nrole_given"));
        assertThat(made.body()).containsPattern("class=\"secret\"[^>]*>whsec_[A-Za-z0-9+/]{43}=<");
        assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        WebhookEndpoint hook = SERVER.bean(Webhooks.class).list(null, 100).getLast();
        String query = "?id=" + hook.id();
        assertThat(browser.get("/admin/webhooks/webhook" + query).body()).doesNotContain("whsec_");
        HttpResponse<String> changed = browser.submit(
                browser.get("/admin/webhooks/edit" + query),
                "/admin/webhooks/edit" + query,
                Map.of("url", hook.url(), "events", "*", "version", Long.toString(hook.version()), "enabled", "true"));
        assertThat(TestBrowser.location(changed)).endsWith("done=changed");
        HttpResponse<String> stale = browser.submit(
                browser.get("/admin/webhooks/edit" + query),
                "/admin/webhooks/edit" + query,
                Map.of("url", hook.url(), "events", "*", "version", Long.toString(hook.version())));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(TestBrowser.location(post(browser, "/admin/webhooks/webhook/test" + query)))
                .endsWith("done=sent");
        assertThat(browser.get("/admin/webhooks/webhook" + query).body()).contains("webhook_test");
        assertThat(TestBrowser.location(post(browser, "/admin/webhooks/remove" + query)))
                .endsWith("done=deleted");
        assertThat(browser.get("/admin/webhooks/webhook" + query).statusCode()).isEqualTo(404);
    }

    private static WebhookEndpoint webhook() {
        return SERVER.bean(Webhooks.class)
                .create(new WebhookDraft("https://hooks.invalid/console", "", List.of("account_*"), true))
                .endpoint();
    }

    private static String role(ServerPermission... permissions) {
        String name = "console-" + UUID.randomUUID();
        SERVER.bean(RoleService.class).create(OPERATOR, name, null, "");
        for (ServerPermission permission : permissions) {
            SERVER.bean(RoleContentService.class).addPermission(OPERATOR, name, permission.code(), null);
        }
        return name;
    }

    private static HttpResponse<String> post(TestBrowser browser, String path) {
        return browser.submit(browser.get("/account/sessions"), path, Map.of("sid", ""));
    }

    private static String path(Person who) {
        return "/admin/people/" + who.id();
    }

    private static AccountStatus status(AccountId account) {
        return SERVER.bean(AccountDirectory.class)
                .find(account)
                .orElseThrow()
                .account()
                .status();
    }
}
