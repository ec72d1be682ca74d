package io.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the running server: denied unless meant for everybody, and nothing changes without a CSRF token. */
final class EveryRouteTests {

    /** What a person without a session is meant to reach. Whoever opens another path has to say so here as well. */
    private static final String OPEN = "/|/sign-in(/.*)?|/sign-out|/select-account|/sign-up(/.*)?|/activate|/invitation"
            + "|/reset-password(/.*)?|/password/feedback|/passkey/(options|sign-in)|/first-admin|/restore-email|/signed-out"
            + "|/demo/mailbox(/.*)?|/error|/\\.well-known/.*|/oauth2/.*";
    /** Machines speak to these, with credentials of their own in each request and no cookie. */
    private static final String OF_MACHINES =
            "/admin/api/.*|/oauth2/(token|introspect|revoke|userinfo|jwks)|/\\.well-known/.*";
    /** A POST of another site ends in a GET of ours that asks the person first (OpenID Connect RP-Initiated Logout 2). */
    private static final Set<String> ASKS_FIRST = Set.of("/oauth2/logout");

    private final TestServer server = TestServer.shared();
    private final Map<String, Set<RequestMethod>> routes = routes();

    @Test
    @Tag("attack-44")
    void attack44_routesWhenAnonymousThenClosedUnlessMeantForEverybody() {
        TestBrowser stranger = new TestBrowser(server);
        int closed = 0;
        for (String path : routes.keySet()) {
            if (path.matches(OPEN)) {
                continue;
            }
            closed++;
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
                HttpResponse<String> answer = stranger.send(method, path, "", "Accept", "text/html");
                String what = method + " " + path;
                if (answer.statusCode() == 303) {
                    assertThat(TestBrowser.location(answer)).as(what).startsWith("/sign-in");
                } else {
                    assertThat(answer.statusCode()).as(what).isIn(401, 403);
                }
            }
        }
        assertThat(closed).isGreaterThan(100);
    }

    @Test
    @Tag("attack-44")
    void attack44_routesWhenSpeltOddlyThenNoneOpens() throws IOException {
        for (String path : routes.keySet()) {
            if (path.matches(OPEN)) {
                continue;
            }
            String last = path.substring(path.lastIndexOf('/') + 1);
            String folder = path.substring(0, path.length() - last.length());
            for (String odd : List.of(
                    "/" + path,
                    path + "/",
                    path + ";x=1",
                    path + "%2f",
                    path + "%00",
                    path + ".html",
                    folder + "./" + last,
                    folder + "x/../" + last,
                    folder + "%" + Integer.toHexString(last.charAt(0)) + last.substring(1),
                    "/assets/.." + path,
                    "/assets/..;" + path,
                    "/assets/%2e%2e" + path,
                    "/sign-in/.." + path,
                    path.replace('/', '\\'),
                    path.toUpperCase(Locale.ROOT))) {
                String answer = raw(odd);
                assertThat(answer).as(odd).matches("(?s)HTTP/1\\.1 (303|400|401|403|404) .*");
                if (answer.startsWith("HTTP/1.1 303")) {
                    assertThat(answer).as(odd).contains("Location: /sign-in");
                }
            }
        }
    }

    /** A handler that was written without a thought is closed, whatever it is called. */
    @Test
    @Tag("attack-44")
    void attack44_handlerWhenNobodyDeclaredItPublicThenClosed() throws NoSuchMethodException {
        RequestMappingHandlerMapping mapping = mapping();
        RequestMappingInfo info = RequestMappingInfo.paths("/forgotten", "/assets/forgotten", "/sign-ins/forgotten")
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, new Forgotten(), Forgotten.class.getDeclaredMethod("read"));
        try {
            for (String path : List.of("/forgotten", "/sign-ins/forgotten")) {
                HttpResponse<String> answer = new TestBrowser(server).get(path);
                assertThat(answer.statusCode()).isEqualTo(303);
                assertThat(TestBrowser.location(answer)).startsWith("/sign-in");
            }
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    /** What somebody might add one day. */
    static final class Forgotten {

        String read() {
            return "redirect:/nowhere";
        }
    }

    @Test
    @Tag("attack-13")
    void attack13_changesWhenNoCsrfTokenThenForbiddenOnEveryPage() {
        Person admin = TestAccounts.active(server);
        TestRoles.give(server, admin.id(), "admin");
        TestBrowser signedIn = new TestBrowser(server);
        signedIn.signIn("/sign-in", admin);
        Set<String> tried = new TreeSet<>();
        routes.forEach((path, methods) -> {
            boolean changes = methods.isEmpty() || methods.stream().anyMatch(EveryRouteTests::changes);
            if (changes && !path.matches(OF_MACHINES) && !ASKS_FIRST.contains(path)) {
                for (TestBrowser browser : List.of(signedIn, new TestBrowser(server))) {
                    assertThat(browser.post(path, Map.of("_csrf", "x")).statusCode())
                            .as(path)
                            .isEqualTo(403);
                    assertThat(browser.post(path, Map.of()).statusCode())
                            .as(path)
                            .isEqualTo(403);
                }
                tried.add(path);
            }
        });
        assertThat(tried)
                .hasSizeGreaterThan(60)
                .contains("/sign-in", "/sign-out", "/account/password", "/account/profile/new-email", "/consent");
        assertThat(signedIn.get("/account").statusCode()).as("still signed in").isEqualTo(200);
    }

    private static boolean changes(RequestMethod method) {
        return method != RequestMethod.GET && method != RequestMethod.HEAD;
    }

    private RequestMappingHandlerMapping mapping() {
        return server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private Map<String, Set<RequestMethod>> routes() {
        Map<String, Set<RequestMethod>> found = new TreeMap<>();
        mapping()
                .getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues()
                        .forEach(pattern -> found.computeIfAbsent(
                                        pattern.replaceAll(
                                                "\\{[^}]+}", UUID.randomUUID().toString()),
                                        path -> new TreeSet<>())
                                .addAll(info.getMethodsCondition().getMethods())));
        return found;
    }

    private String raw(String target) throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
