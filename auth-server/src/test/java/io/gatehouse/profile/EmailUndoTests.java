package io.gatehouse.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.MutableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody changed the address of an account that is not theirs; its owner takes it back. */
final class EmailUndoTests {

    private static final String CONFIRM = "/account/profile/email";
    private static final String RESTORE = "/restore-email";

    private final TestServer server = TestServer.shared();
    private final MutableClock clock = server.clock();
    private final Person owner = TestAccounts.active(server);
    private final TestBrowser thief = new TestBrowser(server);
    private final TestBrowser rescuer = new TestBrowser(server);

    @Test
    void undoWhenPressedThenAddressIsBackAndNothingThatTheThiefHasWorks() {
        String theirs = change();
        String link = undoLink(owner.email());
        HttpResponse<String> page = rescuer.get(link);
        assertThat(page.body()).contains(owner.email()).doesNotContain(theirs);
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(email()).as("opening changes nothing").isEqualTo(theirs);

        assertThat(press(link).body()).contains("Your address is back");

        assertThat(email()).isEqualTo(owner.email());
        assertThat(TestBrowser.location(thief.get("/account"))).startsWith("/sign-in");
        assertThat(new TestBrowser(server).signIn("/sign-in", owner).statusCode())
                .as("the thief knows the password")
                .isEqualTo(401);
        assertThat(TestMails.await(server, theirs, "The former e-mail address is back", 1))
                .hasSize(1);
        assertThat(server.bean(AuditTrail.class).recent(owner.id(), 20))
                .anyMatch(event -> event.action() == AuditAction.EMAIL_RESTORED);
        String reset = TestMails.await(server, owner.email(), "password", 1)
                .getFirst()
                .find("(/reset-password/new\\?token=[\\w-]+)");
        String better = "a much better password 7";
        rescuer.submit(rescuer.get(reset), "/reset-password/new", Map.of("password", better));
        assertThat(rescuer.signIn("/sign-in", new Person(owner.id(), owner.email(), better))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    @Tag("attack-12")
    void attack12_undoLinkWhenUsedForgedExpiredOrWithoutTokenThenDead() {
        change();
        String link = undoLink(owner.email());
        assertThat(rescuer.post(RESTORE, Map.of("token", token(link))).statusCode())
                .as("no CSRF token")
                .isEqualTo(403);
        assertThat(rescuer.get(link.substring(0, link.length() - 2) + "AA").statusCode())
                .isEqualTo(400);
        assertThat(rescuer.get(RESTORE).statusCode()).isEqualTo(400);
        assertThat(press(link).statusCode()).isEqualTo(200);
        assertThat(press(link).statusCode()).isEqualTo(400);
        Person other = TestAccounts.active(server);
        change(other);
        String late = undoLink(other.email());
        clock.advance(Duration.ofHours(72));
        assertThat(rescuer.get(late).statusCode()).isEqualTo(400);
        assertThat(press(late).statusCode()).isEqualTo(400);
        server.bean(EmailUndos.class).purge();
        assertThat(rows(other)).isZero();
    }

    /** The thief owns the second address, and with it a link of their own. */
    @Test
    void undoWhenAddressChangedTwiceThenTheFirstOwnerHasTheLastWord() {
        String second = change();
        clock.advance(Duration.ofMinutes(2));
        change(new Person(owner.id(), second, owner.password()));
        String first = undoLink(owner.email());
        String younger = undoLink(second);

        assertThat(press(younger).statusCode()).isEqualTo(200);
        assertThat(email()).isEqualTo(second);
        assertThat(press(first).statusCode()).isEqualTo(200);
        assertThat(email()).isEqualTo(owner.email());
        assertThat(rows(owner)).isZero();
    }

    @Test
    void undoWhenOlderLinkWasUsedThenYoungerOnesAreDead() {
        String second = change();
        clock.advance(Duration.ofMinutes(2));
        change(new Person(owner.id(), second, owner.password()));
        String younger = undoLink(second);
        assertThat(press(undoLink(owner.email())).statusCode()).isEqualTo(200);
        assertThat(press(younger).statusCode()).isEqualTo(400);
        assertThat(email()).isEqualTo(owner.email());
    }

    @Test
    void undoWhenTheAddressWasSignedUpMeanwhileThenOnlyAProvenOwnerKeepsIt() {
        AccountService accounts = server.bean(AccountService.class);
        change();
        accounts.register(EmailAddress.parse(owner.email()), Profile.named("Squatter"));
        assertThat(press(undoLink(owner.email())).statusCode()).isEqualTo(200);
        assertThat(email()).isEqualTo(owner.email());

        Person other = TestAccounts.active(server);
        String theirs = change(other);
        accounts.ensureActive(EmailAddress.parse(other.email()), Profile.named("Heir"));
        assertThat(press(undoLink(other.email())).statusCode()).isEqualTo(409);
        assertThat(accounts.find(other.id()).orElseThrow().email().value()).isEqualTo(theirs);
        assertThat(rows(other)).as("the link stays good").isOne();
    }

    @Test
    void undoWhenPressedTwentyTimesAtOnceThenOneEffect() throws Exception {
        change();
        HttpResponse<String> page = rescuer.get(undoLink(owner.email()));
        Callable<Integer> press = () -> rescuer.submit(page, RESTORE, Map.of()).statusCode();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = threads.invokeAll(Collections.nCopies(20, press));
            long done = 0;
            for (Future<Integer> answer : answers) {
                done += answer.get() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(TestMails.await(server, owner.email(), "password", 1)).hasSize(1);
    }

    @RepeatedTest(5)
    void undoWhenThiefConfirmsYetAnotherAddressMeanwhileThenTheOwnerWins() throws Exception {
        String second = change();
        clock.advance(Duration.ofMinutes(2));
        String third = address();
        request(third);
        HttpResponse<String> confirmation = thief.get(TestMails.await(server, third, "Confirm", 1)
                .getFirst()
                .find("(/account/profile/email\\?token=[\\w-]+)"));
        HttpResponse<String> page = rescuer.get(undoLink(owner.email()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> confirmed = threads.submit(() -> thief.submit(confirmation, CONFIRM, Map.of()));
            Future<?> undone = threads.submit(() -> rescuer.submit(page, RESTORE, Map.of()));
            confirmed.get();
            undone.get();
        }
        assertThat(email()).isEqualTo(owner.email()).isNotEqualTo(second);
    }

    private String change() {
        return change(owner);
    }

    private String change(Person person) {
        thief.signIn("/sign-in?reauth=1", person);
        String wanted = address();
        request(wanted);
        String link = TestMails.await(server, wanted, "Confirm", 1)
                .getFirst()
                .find("(/account/profile/email\\?token=[\\w-]+)");
        assertThat(thief.submit(thief.get(link), CONFIRM, Map.of()).statusCode())
                .isEqualTo(200);
        return wanted;
    }

    private void request(String wanted) {
        String page = "/account/profile";
        thief.submit(thief.get(page), page + "/new-email", Map.of("email", wanted));
    }

    private static String address() {
        return "thief-" + UUID.randomUUID() + "@example.org";
    }

    private String undoLink(String to) {
        return TestMails.await(server, to, "Your e-mail address was changed", 1)
                .getFirst()
                .find("(/restore-email\\?token=[\\w-]+)");
    }

    private HttpResponse<String> press(String link) {
        HttpResponse<String> page = rescuer.get(link);
        HttpResponse<String> form = page.statusCode() == 200 ? page : rescuer.get("/sign-in?reauth=1");
        return rescuer.submit(form, RESTORE, Map.of("token", token(link)));
    }

    private static String token(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private String email() {
        return server.bean(AccountService.class)
                .find(owner.id())
                .orElseThrow()
                .email()
                .value();
    }

    private long rows(Person person) {
        return server.database()
                .jdbc()
                .sql("select count(*) from profile_email_undo where account_id = :id")
                .param("id", person.id().value())
                .query(Long.class)
                .single();
    }
}
