package io.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestClients.App;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.GroupService;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Markup and SQL in every parameter of every page, as the running server lists them: shown as text or not at all, and never a
 * failure of the server. An administrator looks, so that every page opens.
 */
final class PageInputTests {

    private static final String MARKUP =
            "\"><script>alert(1)</script><img src=x onerror=alert(1)>'><img src=x onerror=alert(1)>";
    private static final String SCRIPT = "javascript:alert(1)//";
    private static final String SQL = "' or '1'='1";
    /** Tried in all parameters of a page at once. */
    private static final List<String> MORE_SQL = List.of(
            "'",
            "x') or 1=1 --",
            "\\' or 1=1 --",
            "'||pg_sleep(9)||'",
            "%' or '%'='",
            "\" or \"\"=\"",
            ":limit",
            "?",
            "\u0000");
    /** What the layout and the sign-in read on whatever page it is. */
    private static final List<String> EVERYWHERE = List.of("continue", "lang", "ui_locales", "done", "error");

    private static final List<String> OF_REQUEST = List.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "prompt",
            "max_age",
            "login_hint",
            "ui_locales",
            "acr_values",
            "id_token_hint",
            "response_mode",
            "code_challenge",
            "code_challenge_method",
            "request",
            "request_uri",
            "claims",
            "display",
            "error",
            "error_description");
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\ssrc=\"/assets/)|<style|<[a-z][^>\"]*(\"[^\"]*\"[^>\"]*)*?\\s(on[a-z]+|style)=|(href|src|action)=\"\\s*(javascript|data|vbscript):");

    private final TestServer server = TestServer.shared();
    private final TestBrowser browser = administrator();
    private final UUID group = server.bean(GroupService.class)
            .create(Actor.operator("test"), null, "input " + UUID.randomUUID())
            .id();
    private final Person person = TestAccounts.active(server);

    private TestBrowser administrator() {
        Person admin = TestAccounts.active(server);
        TestRoles.give(server, admin.id(), "admin");
        TestBrowser signedIn = new TestBrowser(server);
        signedIn.signIn("/sign-in", admin);
        return signedIn;
    }

    @TestFactory
    @Tag("attack-7")
    @Tag("attack-43")
    Stream<DynamicTest> attack7_parametersWhenTheyHoldMarkupOrSqlThenJustText() {
        Map<String, Set<String>> pages = pages();
        assertThat(pages).hasSizeGreaterThan(60).containsKeys("/sign-in", "/account/activity", "/admin/audit");
        assertThat(pages.get("/admin/audit")).contains("account", "actor", "action", "from", "until", "after");
        return pages.entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> harmless(page.getKey(), page.getValue())));
    }

    private void harmless(String path, Set<String> names) {
        for (String name : names) {
            for (String evil : List.of(MARKUP, SCRIPT, SQL, "\u0000")) {
                shownAsText(path, Map.of(name, evil));
            }
        }
        for (String evil : MORE_SQL) {
            Map<String, String> all = new LinkedHashMap<>();
            names.forEach(name -> all.put(name, evil));
            shownAsText(path, all);
        }
    }

    private void shownAsText(String path, Map<String, String> query) {
        HttpResponse<String> answer = browser.get(path + "?" + TestBrowser.encode(query));
        String what = path + " " + query;
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(answer.body())
                .as(what)
                .doesNotContain("<script>alert", "<img src=x", "PSQL", "SQLState", "syntax error", "Exception");
        if (path.equals("/admin/people") && query.containsKey("q")) {
            assertThat(answer.body()).as(what).doesNotContain("@example.com<");
        }
        guarded(what, answer);
    }

    /** Nothing inline, and a policy by which it would not run. */
    private static void guarded(String what, HttpResponse<String> answer) {
        assertThat(INLINE.matcher(answer.body()).results().map(found -> found.group()))
                .as(what)
                .isEmpty();
        if (answer.body().contains("<html")) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(what)
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe", "alert");
        }
        assertThat(TestBrowser.location(answer)).as(what).doesNotStartWith("javascript");
    }

    @Test
    @Tag("attack-7")
    void attack7_authorizeWhenAnyParameterHoldsMarkupThenNeitherErrorPageNorTheNextPageRunsIt() {
        App app = TestClients.webWithConsent(server);
        for (String name : OF_REQUEST) {
            for (String markup : List.of(MARKUP, SCRIPT)) {
                TestBrowser visitor = new TestBrowser(server);
                visitor.signIn("/sign-in", person);
                for (TestBrowser each : List.of(new TestBrowser(server), visitor)) {
                    HttpResponse<String> answer = each.get(authorize(app, Map.of(name, markup)));
                    for (int hops = 0; TestBrowser.location(answer).startsWith("/") && hops < 3; hops++) {
                        answer = each.get(TestBrowser.location(answer));
                    }
                    String what = name + "=" + markup;
                    assertThat(answer.statusCode()).as(what).isLessThan(500);
                    assertThat(answer.body()).as(what).doesNotContain("<script>alert", "<img src=x", "<b>app</b>");
                    guarded(what, answer);
                    assertThat(TestBrowser.location(answer))
                            .as(what)
                            .matches("(https://app\\.example\\.com/callback\\?.*)?");
                }
            }
        }
    }

    /** Registration refuses such links; one that got into the table some other way is not shown either. */
    @Test
    @Tag("attack-5")
    void attack5_consentWhenLinksOfTheClientAreScriptsThenNotLinked() {
        for (String evil : List.of("javascript:alert(1)", "data:text/html,x", "https://x.example/\"><script>", "//x")) {
            App app = TestClients.webWithConsent(server);
            server.database()
                    .jdbc()
                    .sql("update client set policy_uri = :evil, tos_uri = :evil, client_uri = :evil, logo_uri = :evil"
                            + " where id = :id")
                    .param("evil", evil)
                    .param("id", app.id())
                    .update();
            TestBrowser visitor = new TestBrowser(server);
            visitor.signIn("/sign-in", person);
            HttpResponse<String> led = visitor.get(authorize(app, Map.of()));
            HttpResponse<String> consent = visitor.get(TestBrowser.location(led));
            assertThat(consent.body())
                    .as(evil)
                    .contains("Test &lt;b&gt;app&lt;/b&gt;")
                    .doesNotContain(evil);
            guarded(evil, consent);
            HttpResponse<String> console = browser.get("/admin/clients/client?id=" + app.id());
            assertThat(console.statusCode()).isEqualTo(200);
            guarded(evil, console);
        }
    }

    private static String authorize(App app, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", app.id(),
                "redirect_uri", TestClients.REDIRECT_URI,
                "scope", "openid",
                "state", "s",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
        parameters.putAll(more);
        return "/oauth2/authorize?" + TestBrowser.encode(parameters);
    }

    /** The pages that answer a GET, each with the names of its parameters. */
    private Map<String, Set<String>> pages() {
        Map<String, Set<String>> pages = new TreeMap<>();
        server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> {
                    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                    if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                        info.getPatternValues().stream()
                                .filter(pattern -> !pattern.startsWith("/admin/api/"))
                                .forEach(pattern -> pages.computeIfAbsent(named(pattern), path -> new LinkedHashSet<>())
                                        .addAll(parameters(handler)));
                    }
                });
        return pages;
    }

    private String named(String pattern) {
        return pattern.replace("{person}", person.id().toString())
                .replace("{group}", group.toString())
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    /** Those that are declared, those that are bound to a record, and those that any page may read. */
    private static Set<String> parameters(HandlerMethod handler) {
        Set<String> names = new LinkedHashSet<>(EVERYWHERE);
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                String name = declared.name().isEmpty() ? parameter.getParameterName() : declared.name();
                names.add(String.valueOf(name));
            } else if (parameter.getParameterType().isRecord()) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
