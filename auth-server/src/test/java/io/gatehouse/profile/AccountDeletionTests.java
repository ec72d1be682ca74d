package io.gatehouse.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of an account when its time is over. */
final class AccountDeletionTests {

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    void purgeWhenTimeIsOverThenEverythingGoesButTheBareTrail() {
        browser.signIn("/sign-in", person);
        browser.submit(browser.get("/account/data"), "/account/data/delete", Map.of("sure", "1"));
        purge(Duration.ofDays(13));
        assertThat(exists()).isTrue();
        purge(Duration.ofDays(2));
        assertThat(exists()).isFalse();
        List<AuditEvent> trail = server.bean(AuditTrail.class).recent(person.id(), 50);
        assertThat(trail).extracting(AuditEvent::action).contains(AuditAction.SIGN_IN, AuditAction.ACCOUNT_DELETED);
        assertThat(trail).allSatisfy(event -> {
            assertThat(event.address()).isNull();
            assertThat(event.userAgent()).isEmpty();
            assertThat(event.detail()).isEmpty();
        });
        assertThat(TestMailbox.subjects(server, person)).contains("Your account is deleted");
        assertThat(browser.signIn("/sign-in", person).statusCode()).isEqualTo(401);
    }

    @Test
    void purgeWhenKeptThenNothingGoes() {
        browser.signIn("/sign-in", person);
        browser.submit(browser.get("/account/data"), "/account/data/delete", Map.of("sure", "1"));
        browser.signIn("/sign-in", person);
        browser.submit(browser.get("/account/data"), "/account/data/keep", Map.of());
        purge(Duration.ofDays(15));
        assertThat(exists()).isTrue();
    }

    private void purge(Duration later) {
        server.clock().advance(later);
        server.bean(ProfilePurgeJob.class).purge();
    }

    private boolean exists() {
        return server.bean(AccountService.class).find(person.id()).isPresent();
    }
}
