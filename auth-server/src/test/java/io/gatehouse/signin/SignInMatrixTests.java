package io.gatehouse.signin;

import static io.gatehouse.TestBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestPhone;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.password.PasswordService;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every state of the dispatcher times every URL under {@code /sign-in/}, as the running server lists them: only the pages of
 * what is missing open, everything else leads there, and no session comes of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInMatrixTests {

    private static final String ROLE = "guardian";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final TestServer server = TestServer.start(
            "gatehouse.sign-in.second-factor-roles=" + ROLE,
            "gatehouse.sign-in.terms.version=1",
            "gatehouse.sign-in.terms.url=https://example.com/terms");

    @AfterAll
    void stop() {
        server.stop();
    }

    /**
     * Somebody on the way.
     *
     * @param missing the page to which everything else leads
     * @param open the folders of pages that may be used
     * @param session whether the browser is signed in
     */
    private record State(String name, TestBrowser browser, String missing, List<String> open, boolean session) {

        boolean opens(String path) {
            return open.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
        }
    }

    @TestFactory
    @Tag("attack-16")
    Stream<DynamicTest> attack16_urlsOfSignInWhenOutOfTurnThenLedToWhatIsMissing() {
        Map<String, Set<RequestMethod>> urls = urls();
        assertThat(urls)
                .containsKeys("/sign-in/totp", "/sign-in/recovery", "/sign-in/email-code", "/sign-in/enrol/totp");
        return Stream.of(
                        anonymous(),
                        factorMissing(),
                        enrolmentMissing(),
                        passwordMissing(),
                        factorAndPasswordMissing(),
                        termsMissing(),
                        signedIn())
                .flatMap(state -> urls.entrySet().stream()
                        .map(url -> DynamicTest.dynamicTest(
                                state.name() + " × " + url.getKey(),
                                () -> check(state, url.getKey(), url.getValue()))));
    }

    private void check(State state, String path, Set<RequestMethod> methods) {
        for (RequestMethod method : List.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST)) {
            boolean mapped = methods.contains(method == RequestMethod.HEAD ? RequestMethod.GET : method);
            boolean finishing = state.opens(path) && method == RequestMethod.POST && path.equals(TermsStep.PATH);
            if (!mapped || finishing) {
                continue;
            }
            HttpResponse<String> answer = request(state.browser(), method, path);
            if (state.opens(path)) {
                assertThat(answer.statusCode()).as("%s %s", method, path).isIn(200, 303, 400, 401, 429);
                assertThat(location(answer)).as("%s %s", method, path).matches("(/sign-in/.*)?");
            } else {
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(303);
                assertThat(location(answer)).as("%s %s", method, path).isEqualTo(state.missing());
            }
            assertThat(signedIn(state.browser())).as("%s %s", method, path).isEqualTo(state.session());
        }
        if (!state.session()) {
            assertThat(location(state.browser().get("/account/factors"))).startsWith("/sign-in?continue=");
        }
    }

    private static HttpResponse<String> request(TestBrowser browser, RequestMethod method, String path) {
        if (method == RequestMethod.POST) {
            return browser.post(path, Map.of("_csrf", csrf(browser), "code", "000000", "trust", "1"));
        }
        return method == RequestMethod.GET ? browser.get(path) : browser.send("HEAD", path, "");
    }

    private State anonymous() {
        return new State("anonymous", new TestBrowser(server), "/sign-in", List.of(), false);
    }

    private State factorMissing() {
        Person person = TestAccounts.active(server);
        TestBrowser settings = signedInBrowser(person);
        TestPhone.enrol(server, settings);
        List<String> open = List.of("/sign-in/totp", "/sign-in/recovery", "/sign-in/factor");
        return new State("factor missing", arrived(person, "/sign-in/totp"), "/sign-in/totp", open, false);
    }

    private State enrolmentMissing() {
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), ROLE);
        return new State(
                "enrolment missing",
                arrived(person, "/sign-in/enrol"),
                "/sign-in/enrol",
                List.of("/sign-in/enrol"),
                false);
    }

    /** The new password is asked for after the factor and before the terms; a wrong one leaves everything as it is. */
    private State passwordMissing() {
        Person person = TestAccounts.active(server);
        server.bean(PasswordService.class).demandChange(person.id());
        TestBrowser browser = arrived(person, NewPasswordStep.PATH);
        return new State("new password missing", browser, NewPasswordStep.PATH, List.of(NewPasswordStep.PATH), false);
    }

    /** A factor and a new password are missing: the factor comes first, or whoever stole the password could replace it. */
    private State factorAndPasswordMissing() {
        Person person = TestAccounts.active(server);
        TestBrowser settings = signedInBrowser(person);
        TestPhone.enrol(server, settings);
        server.bean(PasswordService.class).demandChange(person.id());
        List<String> open = List.of("/sign-in/totp", "/sign-in/recovery", "/sign-in/factor");
        return new State(
                "factor and new password missing", arrived(person, "/sign-in/totp"), "/sign-in/totp", open, false);
    }

    private State termsMissing() {
        TestBrowser browser = arrived(TestAccounts.active(server), TermsStep.PATH);
        return new State("terms missing", browser, TermsStep.PATH, List.of(TermsStep.PATH), false);
    }

    private State signedIn() {
        return new State("signed in", signedInBrowser(TestAccounts.active(server)), "/sign-in", List.of(), true);
    }

    private TestBrowser arrived(Person person, String missing) {
        TestBrowser browser = new TestBrowser(server);
        assertThat(location(browser.signIn("/sign-in", person))).isEqualTo(missing);
        return browser;
    }

    private TestBrowser signedInBrowser(Person person) {
        TestBrowser browser = arrived(person, TermsStep.PATH);
        assertThat(location(browser.submit(browser.get(TermsStep.PATH), TermsStep.PATH, Map.of())))
                .isEqualTo("/");
        return browser;
    }

    private static boolean signedIn(TestBrowser browser) {
        return browser.cookies().stream().anyMatch(cookie -> cookie.getName().equals("gatehouse-session"));
    }

    private static String csrf(TestBrowser browser) {
        Matcher token = CSRF.matcher(browser.get("/sign-in?reauth=1").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** All paths under {@code /sign-in/} with the methods that they answer. */
    private Map<String, Set<RequestMethod>> urls() {
        Map<String, Set<RequestMethod>> urls = new TreeMap<>();
        server.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    for (String pattern : mapping.getPatternValues()) {
                        if (pattern.startsWith("/sign-in/")) {
                            String path = pattern.replaceAll(
                                    "\\{[^}]+}", UUID.randomUUID().toString());
                            urls.computeIfAbsent(path, any -> new HashSet<>())
                                    .addAll(mapping.getMethodsCondition().getMethods());
                        }
                    }
                });
        return urls;
    }
}
