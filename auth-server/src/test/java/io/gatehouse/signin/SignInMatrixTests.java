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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every state of the dispatcher times every URL of sign-in, as the running server lists them: only the pages of what is
 * missing open, everything else leads there, and no session comes of it. A step or a factor without a state, or a URL that
 * the dispatcher does not guard, fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInMatrixTests {

    private static final String ROLE = "guardian";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final List<RequestMethod> METHODS = List.of(
            RequestMethod.GET,
            RequestMethod.HEAD,
            RequestMethod.POST,
            RequestMethod.PUT,
            RequestMethod.PATCH,
            RequestMethod.DELETE);
    /** Where a sign-in begins, or where somebody is led from elsewhere: open to all, and of no use without a credential. */
    private static final Set<String> DOORS =
            Set.of("/", "/sign-in", "/sign-out", SelectAccountController.PATH, "/passkey/options", "/passkey/sign-in");

    private final TestServer server = TestServer.start(
            "gatehouse.sign-in.second-factor-roles=" + ROLE,
            "gatehouse.throttle.attempts=100000",
            "gatehouse.throttle.attempts-per-account=100000",
            "gatehouse.throttle.attempts-per-network=100000",
            "gatehouse.throttle.attempts-global=100000",
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
     * @param session the cookie by which the browser is signed in; empty if it is not
     */
    private record State(
            String name,
            @Nullable Person person,
            TestBrowser browser,
            String missing,
            List<String> open,
            String session) {

        boolean opens(String path) {
            return open.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
        }
    }

    @TestFactory
    @Tag("attack-16")
    Stream<DynamicTest> attack16_urlsOfSignInWhenOutOfTurnThenLedToWhatIsMissing() {
        Map<String, Set<RequestMethod>> urls = urls("/sign-in/");
        assertThat(urls)
                .hasSizeGreaterThan(14)
                .containsKeys("/sign-in/totp", "/sign-in/recovery", "/sign-in/email-code", "/sign-in/enrol/totp");
        List<State> states = states();
        everyStepAndFactorHasItsState(states);
        return states.stream()
                .flatMap(state -> Stream.concat(
                        urls.entrySet().stream()
                                .map(url -> DynamicTest.dynamicTest(
                                        state.name() + " × " + url.getKey(),
                                        () -> check(state, url.getKey(), url.getValue()))),
                        Stream.of(DynamicTest.dynamicTest(state.name() + " × doors", () -> doors(state)))));
    }

    private List<State> states() {
        return List.of(
                anonymous(),
                factorMissing("authenticator missing", "/sign-in/totp"),
                passkeyMissing(),
                emailCodeMissing(),
                enrolmentMissing(),
                enrolmentAndPasswordMissing(),
                passwordMissing(),
                everythingMissing(),
                termsMissing(),
                signedIn(),
                steppingUp());
    }

    private void everyStepAndFactorHasItsState(List<State> states) {
        for (SignInStep step : server.beans(SignInStep.class)) {
            assertThat(states).as("a state in which %s is missing", step).anyMatch(state -> leadsTo(step, state));
        }
        for (SecondFactor factor : server.beans(SecondFactor.class)) {
            String path = factor.path();
            assertThat(states)
                    .as("a state in which %s is missing", factor)
                    .anyMatch(state -> factor.standIn()
                            ? state.open().contains(path)
                            : state.missing().equals(path));
        }
    }

    private boolean leadsTo(SignInStep step, State state) {
        Person person = state.person();
        return person != null
                && step.owns(
                        state.missing(),
                        new PendingSignIn(
                                person.id(),
                                person.email(),
                                List.of("pwd"),
                                PendingSignIn.Goal.PLAIN,
                                null,
                                server.clock().instant()));
    }

    private void check(State state, String path, Set<RequestMethod> methods) {
        for (RequestMethod method : METHODS) {
            boolean mapped = methods.contains(method == RequestMethod.HEAD ? RequestMethod.GET : method);
            boolean finishing = state.opens(path) && method == RequestMethod.POST && path.equals(TermsStep.PATH);
            if (finishing) {
                continue;
            }
            HttpResponse<String> answer = request(state.browser(), method, path);
            String what = method + " " + path;
            if (!mapped) {
                assertThat(answer.statusCode()).as(what).isIn(303, 403, 405);
                assertThat(location(answer)).as(what).isIn("", state.missing());
            } else if (state.opens(path)) {
                assertThat(answer.statusCode()).as(what).isIn(200, 303, 400, 401, 429);
                assertThat(location(answer)).as(what).matches("(/sign-in/.*)?");
            } else {
                assertThat(answer.statusCode()).as(what).isEqualTo(303);
                assertThat(location(answer)).as(what).isEqualTo(state.missing());
            }
            assertThat(session(state.browser())).as(what).isEqualTo(state.session());
        }
        for (String disguised : List.of(path + "/", path + ";x=1", path.replace("/sign-in/", "/sign-in//"))) {
            HttpResponse<String> answer = state.browser().get(disguised);
            assertThat(answer.statusCode()).as(disguised).isIn(303, 400, 404);
            assertThat(location(answer)).as(disguised).isIn("", state.missing());
        }
        if (state.session().isEmpty()) {
            assertThat(location(state.browser().get("/account/factors"))).startsWith("/sign-in?continue=");
        }
    }

    /** The public doors of the same controllers: whatever is tried there without a credential, nobody gets further. */
    private void doors(State state) {
        Map<String, Set<RequestMethod>> doors = new TreeMap<>(urls("/"));
        doors.keySet().removeIf(path -> path.startsWith("/sign-in/") || path.startsWith("/account/"));
        assertThat(doors.keySet()).isEqualTo(DOORS);
        doors.remove("/sign-out");
        doors.forEach((path, methods) -> methods.forEach(method -> {
            HttpResponse<String> answer = request(state.browser(), method, path);
            String what = method + " " + path;
            assertThat(answer.statusCode()).as(what).isIn(200, 303, 400, 401);
            assertThat(location(answer)).as(what).isIn("", "/", "/sign-in", state.missing());
            assertThat(session(state.browser())).as(what).isEqualTo(state.session());
        }));
    }

    private static HttpResponse<String> request(TestBrowser browser, RequestMethod method, String path) {
        if (method == RequestMethod.POST) {
            return browser.post(path, Map.of("_csrf", csrf(browser), "code", "000000", "trust", "1", "continue", "/"));
        }
        return method == RequestMethod.GET ? browser.get(path) : browser.send(method.name(), path, "");
    }

    private State anonymous() {
        return new State("anonymous", null, new TestBrowser(server), "/sign-in", List.of(), "");
    }

    private State factorMissing(String name, String missing) {
        Person person = TestAccounts.active(server);
        TestPhone.enrol(server, signedInBrowser(person));
        return new State(
                name,
                person,
                arrived(person, missing),
                missing,
                List.of("/sign-in/totp", "/sign-in/recovery", "/sign-in/factor"),
                "");
    }

    private State passkeyMissing() {
        Person person = TestAccounts.active(server);
        signedInBrowser(person);
        server.database().jdbc().sql("""
                        insert into passkey_credential (id, account_id, rp_id, credential_id, attested_data, aaguid,
                            sign_count, backup_eligible, backup_state, transports, name, created_at)
                        values (gen_random_uuid(), :account, 'localhost', 'x', 'x', gen_random_uuid(), 0, false, false,
                            '{}', 'Key', now())
                        """).param("account", person.id().value()).update();
        String missing = "/sign-in/passkey";
        return new State(
                "passkey missing", person, arrived(person, missing), missing, List.of(missing, "/sign-in/factor"), "");
    }

    private State emailCodeMissing() {
        Person person = TestAccounts.active(server);
        TestBrowser settings = signedInBrowser(person);
        settings.submit(settings.get("/account/factors"), "/account/factors/email/on", Map.of());
        String missing = "/sign-in/email-code";
        return new State(
                "e-mail code missing",
                person,
                arrived(person, missing),
                missing,
                List.of(missing, "/sign-in/recovery", "/sign-in/factor"),
                "");
    }

    private State enrolmentMissing() {
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), ROLE);
        return on("enrolment missing", person, "/sign-in/enrol");
    }

    private State enrolmentAndPasswordMissing() {
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), ROLE);
        server.bean(PasswordService.class).demandChange(person.id());
        return on("enrolment, new password and terms missing", person, "/sign-in/enrol");
    }

    /** The new password is asked for after the factor and before the terms; a wrong one leaves everything as it is. */
    private State passwordMissing() {
        Person person = TestAccounts.active(server);
        server.bean(PasswordService.class).demandChange(person.id());
        return on("new password and terms missing", person, NewPasswordStep.PATH);
    }

    /** The factor comes first, or whoever stole the password could replace it. */
    private State everythingMissing() {
        State state = factorMissing("factor, new password and terms missing", "/sign-in/totp");
        Person person = Objects.requireNonNull(state.person());
        server.bean(PasswordService.class).demandChange(person.id());
        server.database()
                .jdbc()
                .sql("delete from signin_terms where account_id = :account")
                .param("account", person.id().value())
                .update();
        return state;
    }

    private State termsMissing() {
        return on("terms missing", TestAccounts.active(server), TermsStep.PATH);
    }

    private State signedIn() {
        Person person = TestAccounts.active(server);
        TestBrowser browser = signedInBrowser(person);
        return new State("signed in", person, browser, "/sign-in", List.of(), session(browser));
    }

    /** Signed in by a password, on the way to two factors: the session stays what it is until the second one is shown. */
    private State steppingUp() {
        Person person = TestAccounts.active(server);
        TestBrowser browser = signedInBrowser(person);
        TestPhone.enrol(server, arrived(person, "/"));
        assertThat(location(browser.get("/sign-in?step_up=mfa"))).isEqualTo("/sign-in/totp");
        return new State(
                "stepping up",
                person,
                browser,
                "/sign-in/totp",
                List.of("/sign-in/totp", "/sign-in/recovery", "/sign-in/factor"),
                session(browser));
    }

    /** Only the pages of the one step are open. */
    private State on(String name, Person person, String missing) {
        return new State(name, person, arrived(person, missing), missing, List.of(missing), "");
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

    private static String session(TestBrowser browser) {
        return browser.cookie("gatehouse-session");
    }

    private static String csrf(TestBrowser browser) {
        Matcher token = CSRF.matcher(browser.get("/sign-in?reauth=1").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** All paths of sign-in that start so, with the methods that they answer; a mapping without methods answers all. */
    private Map<String, Set<RequestMethod>> urls(String start) {
        Map<String, Set<RequestMethod>> urls = new TreeMap<>();
        server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) -> {
            for (String pattern : mapping.getPatternValues()) {
                if (pattern.startsWith(start) && ofSignIn(pattern, handler)) {
                    String path =
                            pattern.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
                    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                    urls.computeIfAbsent(path, any -> new HashSet<>()).addAll(methods.isEmpty() ? METHODS : methods);
                }
            }
        });
        return urls;
    }

    private static boolean ofSignIn(String pattern, HandlerMethod handler) {
        return pattern.startsWith("/sign-in")
                || handler.getBeanType().getPackageName().matches("io\\.gatehouse\\.(signin|passkey|mfa)");
    }
}
