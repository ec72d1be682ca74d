package io.gatehouse.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one database: to a browser they are one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NodesTests {

    private static final String PAGE = "/account/sessions";

    private final TestServer one = TestServer.shared();
    private TestServer two = one;

    @BeforeAll
    void startSecondNode() {
        two = one.anotherNode();
    }

    @AfterAll
    void stopSecondNode() {
        TestMailbox.drain(one);
        two.stop();
    }

    @Test
    void signInWhenMadeOnOneNodeThenGoesOnAndEndsOnBoth() {
        Person person = TestAccounts.active(one);
        TestBrowser browser = signedIn(person);
        HttpResponse<String> page = browser.get(on(two, PAGE));
        assertThat(page.statusCode()).isEqualTo(200);
        // a form of one node is accepted by the other
        assertThat(browser.submit(page, PAGE + "/end-others", Map.of()).statusCode())
                .isEqualTo(303);
        browser.submit(browser.get(PAGE), on(two, "/sign-out"), Map.of());
        assertThat(browser.get(PAGE).statusCode()).isEqualTo(303);

        TestBrowser again = signedIn(person);
        TestBrowser other = signedIn(person);
        other.submit(other.get(on(two, PAGE)), on(two, PAGE + "/end-others"), Map.of());
        assertThat(again.get(PAGE).statusCode()).isEqualTo(303);
        assertThat(again.get(on(two, PAGE)).statusCode()).isEqualTo(303);
    }

    @Test
    void signInWhenItsNodeStopsThenSurvives() {
        Person person = TestAccounts.active(one);
        TestServer three = one.anotherNode();
        TestBrowser browser = new TestBrowser(one);
        HttpResponse<String> page = browser.get(on(three, "/sign-in"));
        browser.submit(
                page,
                on(three, "/sign-in"),
                Map.of("email", person.email(), "password", person.password(), "remember", "1"));
        TestMailbox.drain(one);
        three.stop();
        assertThat(browser.get(on(two, PAGE)).statusCode()).isEqualTo(200);
        browser.dropCookie("gatehouse-session");
        assertThat(browser.get(on(two, PAGE)).statusCode()).isEqualTo(200);
    }

    private TestBrowser signedIn(Person person) {
        TestBrowser browser = new TestBrowser(one);
        browser.signIn("/sign-in", person);
        return browser;
    }

    private static String on(TestServer node, String path) {
        return node.address() + path;
    }
}
