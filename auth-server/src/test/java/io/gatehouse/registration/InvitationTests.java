package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestRoles;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Gift;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Invitations from being sent to being forgotten. */
final class InvitationTests extends InvitationScene {

    @Test
    void newcomerWhenAcceptingThenAccountRolesAndGroupsInTheInvitersName() {
        Invitation invitation = send();
        String link = link(1);
        HttpResponse<String> page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(email, role, "data-password-feedback");
        browser.get(link);
        assertNothingWritten(invitation);
        assertThat(accept(browser, link, Map.of("name", "", "password", "short"))
                        .statusCode())
                .isEqualTo(400);
        assertNothingWritten(invitation);

        HttpResponse<String> answer = accept(browser, link, FORM);

        assertThat(TestBrowser.location(answer)).isEqualTo("/");
        assertThat(browser.get("/").body()).contains("Nova Comer");
        Account account = account().orElseThrow();
        assertThat(account.active() && account.emailVerified()).isTrue();
        assertThat(server.bean(PasswordService.class).matches(account.id(), PASSWORD))
                .isTrue();
        assertThat(server.bean(AssignmentService.class).of(account.id()))
                .extracting(Assignment::role, Assignment::givenBy, Assignment::validity)
                .containsExactly(tuple(role, admin.id(), Validity.ALWAYS));
        assertThat(server.bean(GroupLinkService.class).memberships(account.id()))
                .extracting(GroupMember::group)
                .containsExactly(group);
        assertThat(status(invitation)).isEqualTo(InvitationStatus.ACCEPTED);
        assertThat(trail(invitation, AuditAction.INVITATION_SENT)).hasSize(1);
        assertThat(trail(invitation, AuditAction.INVITATION_ACCEPTED))
                .singleElement()
                .satisfies(event -> assertThat(event.account()).isEqualTo(account.id()));

        assertThat(new TestBrowser(server).get(link).statusCode()).isEqualTo(400);
        assertThat(post(new TestBrowser(server), token(link)).statusCode()).isEqualTo(400);
    }

    @Test
    void sendingWhenMoreThanOneHoldsThenRefused() {
        Person inviter = holding("inviter-" + UUID.randomUUID());
        String own =
                server.bean(AssignmentService.class).of(inviter.id()).getFirst().role();
        RoleContentService contents = server.bean(RoleContentService.class);
        for (ServerPermission permission : List.of(
                ServerPermission.INVITATIONS_WRITE, ServerPermission.ROLES_ASSIGN, ServerPermission.GROUPS_WRITE)) {
            contents.addPermission(OPERATOR, own, permission.code(), null);
        }
        server.bean(GroupLinkService.class).giveRole(OPERATOR, group, role, Validity.ALWAYS, null);

        assertThat(refusal(inviter, new Gift(Set.of("admin"), Set.of()))).isEqualTo(ErrorCode.BEYOND_OWN_RIGHTS);
        assertThat(refusal(inviter, new Gift(Set.of(role), Set.of()))).isEqualTo(ErrorCode.BEYOND_OWN_RIGHTS);
        assertThat(refusal(inviter, new Gift(Set.of(), Set.of(group)))).isEqualTo(ErrorCode.BEYOND_OWN_RIGHTS);
        assertThat(refusal(inviter, new Gift(Set.of(), Set.of(UUID.randomUUID()))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(TestAccounts.active(server), Gift.NOTHING)).isEqualTo(ErrorCode.FORBIDDEN);
        send(inviter.id(), new Gift(Set.of(own), Set.of(group())));
    }

    /** Who looks after one group invites into this group, and into nothing else. */
    @Test
    void sendingWhenDelegatedThenOnlyIntoTheOwnGroup() {
        String name = "delegate-" + UUID.randomUUID();
        Person delegate = holding(name);
        TestRoles.takeAll(server, delegate.id());
        for (ServerPermission permission : ServerPermission.values()) {
            server.bean(RoleContentService.class).addPermission(OPERATOR, name, permission.code(), null);
        }
        server.bean(AssignmentService.class).give(OPERATOR, delegate.id(), name, group, Validity.ALWAYS);

        assertThat(refusal(delegate, Gift.NOTHING)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(delegate, new Gift(Set.of(), Set.of(group())))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(delegate, new Gift(Set.of(), Set.of(group, group()))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(delegate, new Gift(Set.of(role), Set.of(group)))).isEqualTo(ErrorCode.BEYOND_OWN_RIGHTS);
        send(delegate.id(), new Gift(Set.of(), Set.of(group)));
        assertThat(TestBrowser.location(accept(browser, link(1), FORM))).isEqualTo("/");
        assertThat(server.bean(GroupLinkService.class)
                        .memberships(account().orElseThrow().id()))
                .hasSize(1);
    }

    /** An invitation is worth what whoever vouches for it may give at the moment of acceptance; somebody else may vouch anew. */
    @Test
    void acceptanceWhenTheInviterLostTheRightOrWasDisabledThenNothingIsWritten() {
        Person inviter = holding("admin");
        Invitation invitation = send(inviter.id(), new Gift(Set.of(role), Set.of(group)));
        String link = link(1);
        TestRoles.takeAll(server, inviter.id());
        HttpResponse<String> refused = accept(browser, link, FORM);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("no longer holds");
        assertNothingWritten(invitation);
        TestRoles.give(server, inviter.id(), "admin");
        accounts.disable(inviter.id());
        assertThat(accept(browser, link, FORM).statusCode()).isEqualTo(403);
        assertNothingWritten(invitation);
        assertThat(trail(invitation, AuditAction.INVITATION_REFUSED)).hasSize(2);

        assertThatThrownBy(() -> invitations.resend(admin.id(), invitation.id()))
                .isInstanceOf(GatehouseException.class);
        server.clock().advance(InvitationService.MAIL_PAUSE);
        invitations.resend(admin.id(), invitation.id());

        assertThat(browser.get(link).statusCode()).isEqualTo(400);
        assertThat(TestBrowser.location(accept(browser, link(2), FORM))).isEqualTo("/");
        assertThat(server.bean(AssignmentService.class)
                        .of(account().orElseThrow().id()))
                .extracting(Assignment::givenBy)
                .containsExactly(admin.id());
    }

    @Test
    void linkWhenWithdrawnOrExpiredThenDead() {
        Invitation withdrawn = send();
        String link = link(1);
        HttpResponse<String> page = browser.get(link);
        invitations.withdraw(withdrawn.id());
        assertThat(browser.submit(page, "/invitation", FORM).statusCode()).isEqualTo(400);
        assertThatThrownBy(() -> invitations.withdraw(withdrawn.id())).isInstanceOf(GatehouseException.class);
        assertThatThrownBy(() -> invitations.resend(admin.id(), withdrawn.id())).isInstanceOf(GatehouseException.class);

        Invitation expired = send();
        String other = link(2);
        jdbc.sql("update registration_invitation set expires_at = sent_at + interval '1 second' where id = :id")
                .param("id", expired.id())
                .update();
        server.clock().advance(Duration.ofSeconds(1));
        assertThat(browser.get(other).statusCode()).isEqualTo(400);
        assertThat(status(expired)).isEqualTo(InvitationStatus.EXPIRED);
        assertThat(account()).isEmpty();
    }

    @Test
    void twentyAcceptancesWhenAtTheSameTimeThenOne() throws Exception {
        Invitation invitation = send();
        String link = link(1);
        assertThat(twentyTimes(() -> accept(new TestBrowser(server), link, FORM)))
                .containsOnlyOnce(303);
        assertThat(trail(invitation, AuditAction.INVITATION_ACCEPTED)).hasSize(1);
        assertThat(account()).isPresent();

        Invitation second = send();
        browser.signIn("/sign-in", new Person(account().orElseThrow().id(), email, PASSWORD));
        String own = "/account/invitation";
        HttpResponse<String> page = browser.get(own + "?id=" + second.id());
        assertThat(twentyTimes(() -> browser.submit(page, own, Map.of()))).containsOnlyOnce(303);
        assertThat(trail(second, AuditAction.INVITATION_ACCEPTED)).hasSize(1);
    }

    @Test
    void mailWhenInAnotherLanguageThenWordsAndMessageAreShownAsText() {
        invitations.send(
                admin.id(),
                new InvitationDraft(
                        EmailAddress.parse(email), Gift.NOTHING, "Bis bald!\n<b>Wir</b>", Locale.GERMAN, null));
        TestMails.Letter letter =
                TestMails.await(server, email, "Sie sind eingeladen", 1).getFirst();
        assertThat(letter.text().replace("\r", ""))
                .contains("Person ", "lädt Sie ein", "Bis bald!\n<b>Wir</b>", server.issuer() + "/invitation?token=");
        assertThatThrownBy(() -> invitations.send(
                        admin.id(),
                        new InvitationDraft(
                                EmailAddress.parse(email), Gift.NOTHING, "", Locale.ENGLISH, Duration.ofDays(31))))
                .isInstanceOf(GatehouseException.class);
    }

    @Test
    void purgeWhenLongOverThenForgotten() {
        Invitation invitation = send();
        jdbc.sql("""
                        update registration_invitation set sent_at = sent_at - interval '100 days',
                            expires_at = expires_at - interval '98 days' where id = :id
                        """).param("id", invitation.id()).update();
        server.bean(RegistrationPurgeJob.class).purge();
        assertThat(invitations.find(invitation.id())).isEmpty();
    }
}
