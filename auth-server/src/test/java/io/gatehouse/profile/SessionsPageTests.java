package io.gatehouse.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of devices, and signing out here, there and everywhere. */
final class SessionsPageTests {

    private static final String PAGE = "/account/sessions";
    private static final Pattern SID = Pattern.compile("name=\"sid\" value=\"([0-9a-f-]{36})\"");

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);

    @Test
    void listWhenSignedInTwiceThenBothShownAndThisOneMarked() {
        TestBrowser one = signedIn(person);
        signedIn(person);
        HttpResponse<String> page = one.get(PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(sids(page)).hasSize(2).doesNotHaveDuplicates();
        assertThat(page.body()).containsOnlyOnce("This device").contains("127.0.0.1", "Password");
        assertThat(one.get("/account").body()).contains(person.email(), "2 devices");
    }

    @Test
    void pagesWhenNotSignedInThenSignInFirst() {
        HttpResponse<String> answer = new TestBrowser(server).get(PAGE);
        assertThat(TestBrowser.location(answer)).isEqualTo("/sign-in?continue=%2Faccount%2Fsessions");
    }

    @Test
    void endWhenOtherDeviceThenOnlyThatOneIsSignedOut() {
        TestBrowser here = signedIn(person);
        TestBrowser there = signedIn(person);
        String other = other(here, there);
        assertThat(TestBrowser.location(end(here, other))).isEqualTo(PAGE + "?done");
        assertThat(signedIn(there)).isFalse();
        assertThat(signedIn(here)).isTrue();
        assertThat(actions()).contains(AuditAction.SESSION_ENDED);
    }

    @Test
    @Tag("attack-39")
    void attack39_endWhenSidIsSomebodyElsesThenSamePlainAnswerAndNothingEnds() {
        TestBrowser victim = signedIn(TestAccounts.active(server));
        String foreign = sids(victim.get(PAGE)).getFirst();
        TestBrowser attacker = signedIn(person);
        HttpResponse<String> answer = end(attacker, foreign);
        HttpResponse<String> unknown = end(attacker, "not a sid");
        assertThat(answer.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(answer)).isEqualTo(TestBrowser.location(unknown));
        assertThat(signedIn(victim)).isTrue();
        assertThat(actions()).containsOnly(AuditAction.SIGN_IN);
    }

    @Test
    @Tag("attack-13")
    void attack13_postsWhenNoTokenThenForbiddenAndNothingEnds() {
        TestBrowser browser = signedIn(person);
        String sid = sids(browser.get(PAGE)).getFirst();
        for (String path : List.of("/end", "/end-others", "/end-all")) {
            assertThat(browser.post(PAGE + path, Map.of("sid", sid)).statusCode())
                    .isEqualTo(403);
        }
        assertThat(signedIn(browser)).isTrue();
    }

    @Test
    void endOthersWhenPressedThenOnlyThisOneStays() {
        TestBrowser here = signedIn(person);
        TestBrowser there = signedIn(person);
        here.submit(here.get(PAGE), PAGE + "/end-others", Map.of());
        assertThat(signedIn(there)).isFalse();
        assertThat(signedIn(here)).isTrue();
        assertThat(actions()).contains(AuditAction.SIGN_OUT_EVERYWHERE);
    }

    @Test
    void endAllWhenPressedThenNobodyStaysAndTheOwnerIsTold() {
        TestBrowser here = signedIn(person);
        TestBrowser there = signedIn(person);
        HttpResponse<String> answer = here.submit(here.get(PAGE), PAGE + "/end-all", Map.of());
        assertThat(TestBrowser.location(answer)).isEqualTo("/sign-in?signed_out");
        assertThat(signedIn(there)).isFalse();
        assertThat(signedIn(here)).isFalse();
        assertThat(TestMailbox.subjects(server, person)).contains("Your devices were signed out");
    }

    @Test
    void endWhenThisDeviceThenSignedOutHere() {
        TestBrowser here = signedIn(person);
        String sid = sids(here.get(PAGE)).getFirst();
        assertThat(TestBrowser.location(end(here, sid))).isEqualTo("/sign-in?signed_out");
        assertThat(here.cookie("gatehouse-session")).isEmpty();
    }

    private TestBrowser signedIn(Person who) {
        TestBrowser browser = new TestBrowser(server);
        assertThat(browser.signIn("/sign-in", who).statusCode()).isEqualTo(303);
        return browser;
    }

    private static boolean signedIn(TestBrowser browser) {
        return browser.get(PAGE).statusCode() == 200;
    }

    private static HttpResponse<String> end(TestBrowser browser, String sid) {
        return browser.submit(browser.get(PAGE), PAGE + "/end", Map.of("sid", sid));
    }

    /** The sid that both browsers see, and only the second one calls its own. */
    private static String other(TestBrowser here, TestBrowser there) {
        String mine = current(here.get(PAGE));
        String theirs = current(there.get(PAGE));
        assertThat(mine).isNotEqualTo(theirs);
        return theirs;
    }

    private static String current(HttpResponse<String> page) {
        int mark = page.body().indexOf("This device");
        Matcher matcher = SID.matcher(page.body());
        assertThat(matcher.find(mark)).isTrue();
        return matcher.group(1);
    }

    static List<String> sids(HttpResponse<String> page) {
        return SID.matcher(page.body()).results().map(match -> match.group(1)).toList();
    }

    private List<AuditAction> actions() {
        return server.bean(AuditTrail.class).recent(person.id(), 20).stream()
                .map(AuditEvent::action)
                .toList();
    }
}
