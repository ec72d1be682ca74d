package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestRoles;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Gift;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.AccountId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attack row 41: what others would like to make of an invitation. */
final class InvitationAttackTests extends InvitationScene {

    @Test
    @Tag("attack-41")
    void attack41_linkWhenForgedAlteredOrOfAnotherPurposeThenNothing() {
        Invitation invitation = send();
        String token = token(link(1));
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        List<String> forged = new ArrayList<>(List.of("", "x", "A".repeat(600), token + "A", token.substring(4)));
        for (int at = 0; at < bytes.length; at += 7) {
            byte[] altered = bytes.clone();
            altered[at] ^= 1;
            forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
        }
        forged.add(new ActivationTokens(server.bean(Keyring.class), server.clock(), Duration.ofDays(1))
                .sign(new ActivationToken(admin.id(), server.clock().instant(), new byte[16])));
        for (String one : forged) {
            assertThat(post(new TestBrowser(server), one).statusCode()).as(one).isEqualTo(400);
        }
        assertNothingWritten(invitation);
    }

    /** Whoever can write into the database can still not bend a link that is out. */
    @Test
    @Tag("attack-41")
    void attack41_rowWhenAddressOrGiftSwappedThenLinkIsDead() {
        Invitation invitation = send();
        String link = link(1);
        for (String change : List.of(
                "email = 'thief@example.com', email_key = 'thief@example.com'",
                "roles = array['admin']",
                "roles = '{}', group_ids = '{}'")) {
            jdbc.sql("update registration_invitation set " + change + " where id = :id")
                    .param("id", invitation.id())
                    .update();
            assertThat(browser.get(link).statusCode()).as(change).isEqualTo(400);
            jdbc.sql("""
                            update registration_invitation set email = :email, email_key = :email, roles = :roles,
                                group_ids = :groups where id = :id
                            """)
                    .param("email", email)
                    .param("roles", new String[] {role})
                    .param("groups", new UUID[] {group})
                    .param("id", invitation.id())
                    .update();
        }
        assertThat(browser.get(link).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("attack-41")
    void attack41_formWhenItNamesAnotherAddressOrRolesThenIgnored() {
        send(admin.id(), Gift.NOTHING);
        Map<String, String> filled = new HashMap<>(FORM);
        filled.putAll(Map.of("email", "thief@example.com", "roles", "admin", "role", "admin", "group_ids", group + ""));

        accept(browser, link(1), filled);

        AccountId made = account().orElseThrow().id();
        assertThat(accounts.findByEmail(EmailAddress.parse("thief@example.com")))
                .isEmpty();
        assertThat(server.bean(AssignmentService.class).of(made)).isEmpty();
        assertThat(server.bean(GroupLinkService.class).memberships(made)).isEmpty();
    }

    /** A link in the hands of somebody who is signed in gives nothing to their account, nor does the invitation's id. */
    @Test
    @Tag("attack-41")
    void attack41_strangerWhenSignedInThenTheirAccountGetsNothing() {
        Invitation invitation = send();
        String link = link(1);
        Person stranger = TestAccounts.active(server);
        browser.signIn("/sign-in", stranger);

        assertThat(browser.get(link).statusCode()).isEqualTo(403);
        assertThat(post(browser, token(link)).statusCode()).isEqualTo(403);
        String own = "/account/invitation";
        assertThat(browser.get(own + "?id=" + invitation.id()).statusCode()).isEqualTo(400);
        HttpResponse<String> taken = browser.submit(
                browser.get("/account/sessions"),
                own,
                Map.of("id", invitation.id().toString()));

        assertThat(taken.statusCode()).isEqualTo(400);
        assertNothingWritten(invitation);
        assertThat(server.bean(AssignmentService.class).of(stranger.id())).isEmpty();
        assertThat(trail(invitation, AuditAction.INVITATION_REFUSED)).hasSize(1);
    }

    @Test
    @Tag("attack-41")
    void attack41_ownerWhenKnownThenAcceptsSignedInAndNeverByTheLinkAlone() {
        Person owner = TestAccounts.active(server);
        Invitation invitation = invitations.send(
                admin.id(),
                new InvitationDraft(
                        EmailAddress.parse(owner.email().toUpperCase(Locale.ROOT)),
                        new Gift(Set.of(role), Set.of(group)),
                        "",
                        Locale.ENGLISH,
                        null));
        String link = TestMails.await(server, invitation.email().deliverable(), "You are invited", 1)
                .getFirst()
                .find("(/invitation\\?token=\\S+)");
        assertThat(browser.get(link).body()).contains("/sign-in?continue=");
        post(browser, token(link));
        assertThat(server.bean(PasswordService.class).matches(owner.id(), owner.password()))
                .isTrue();
        assertThat(status(invitation)).isEqualTo(InvitationStatus.PENDING);

        browser.signIn("/sign-in", owner);
        HttpResponse<String> led = browser.get(link);
        assertThat(TestBrowser.location(led)).isEqualTo("/account/invitation?id=" + invitation.id());
        HttpResponse<String> page = browser.get(TestBrowser.location(led));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(status(invitation)).isEqualTo(InvitationStatus.PENDING);

        assertThat(TestBrowser.location(browser.submit(page, "/account/invitation", Map.of())))
                .isEqualTo("/account");
        assertThat(server.bean(AssignmentService.class).of(owner.id()))
                .extracting(Assignment::role)
                .containsExactly(role);
        assertThat(status(invitation)).isEqualTo(InvitationStatus.ACCEPTED);
    }

    /** Somebody signed up with the address before, and never proved to own it. */
    @Test
    @Tag("attack-41")
    void attack41_pendingSignUpWhenInvitedThenNothingOfItIsLeft() {
        PasswordService passwords = server.bean(PasswordService.class);
        Account pending = accounts.register(EmailAddress.parse(email), Profile.named("Thief"))
                .orElseThrow();
        passwords.set(pending.id(), "what the thief chose 99");
        String activation =
                server.bean(Activations.class).issue(pending.id(), new SignUpBrowser(BrowserMark.next(), ""));
        send();

        accept(browser, link(1), FORM);

        Account account = account().orElseThrow();
        assertThat(account.active()).isTrue();
        assertThat(account.profile().claims()).containsEntry("name", "Nova Comer");
        assertThat(passwords.matches(account.id(), "what the thief chose 99")).isFalse();
        assertThat(passwords.matches(account.id(), PASSWORD)).isTrue();
        assertThat(server.bean(Activations.class).live(activation)).isEmpty();
    }

    /** An invitation is no way to draw somebody with an account into one's reach. */
    @Test
    @Tag("attack-41")
    void attack41_ownerWhenBeyondTheInvitersReachThenNothingIsGiven() {
        String name = "delegate-" + UUID.randomUUID();
        Person delegate = holding(name);
        TestRoles.takeAll(server, delegate.id());
        for (ServerPermission permission : ServerPermission.values()) {
            server.bean(RoleContentService.class).addPermission(OPERATOR, name, permission.code(), null);
        }
        server.bean(AssignmentService.class).give(OPERATOR, delegate.id(), name, group, Validity.ALWAYS);
        Person owner = TestAccounts.active(server);
        Invitation invitation = invitations.send(
                delegate.id(),
                new InvitationDraft(
                        EmailAddress.parse(owner.email()),
                        new Gift(Set.of(), Set.of(group)),
                        "",
                        Locale.ENGLISH,
                        null));
        browser.signIn("/sign-in", owner);
        String own = "/account/invitation";

        HttpResponse<String> answer = browser.submit(browser.get(own + "?id=" + invitation.id()), own, Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(server.bean(GroupLinkService.class).memberships(owner.id())).isEmpty();
        assertThat(status(invitation)).isEqualTo(InvitationStatus.PENDING);
    }
}
