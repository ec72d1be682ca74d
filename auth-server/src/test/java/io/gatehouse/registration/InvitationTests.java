package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Gift;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Invitations from the mail to the account; attack row 41 is about what others would like to make of them. */
final class InvitationTests {

    private static final Actor OPERATOR = Actor.operator("test");
    private static final String PASSWORD = "a door that opens inwards 7";
    private static final Map<String, String> FORM = Map.of("name", "Nova Comer", "password", PASSWORD);

    private final TestServer server = TestServer.shared();
    private final InvitationService invitations = server.bean(InvitationService.class);
    private final AccountService accounts = server.bean(AccountService.class);
    private final JdbcClient jdbc = server.database().jdbc();
    private final TestBrowser browser = new TestBrowser(server);
    private final Person admin = holding("admin");
    private final String email = "invited-" + UUID.randomUUID() + "@example.com";
    private final String role = role();
    private final UUID group = group();

    private Person holding(String name) {
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), name);
        return person;
    }

    private String role() {
        String name = "invited-" + UUID.randomUUID();
        TestRoles.give(server, admin.id(), name);
        return name;
    }

    private UUID group() {
        return server.bean(GroupService.class)
                .create(OPERATOR, null, "invited " + UUID.randomUUID())
                .id();
    }

    private Invitation send(AccountId by, Gift gift) {
        return invitations.send(by, new InvitationDraft(EmailAddress.parse(email), gift, "", Locale.ENGLISH, null));
    }

    private Invitation send() {
        return send(admin.id(), new Gift(Set.of(role), Set.of(group)));
    }

    /** The path of the link in the newest of so many mails. */
    private String link(int mails) {
        return TestMails.await(server, email, "You are invited", mails).stream()
                .map(letter -> letter.find("(/invitation\\?token=\\S+)"))
                .filter(link -> server.bean(InvitationAcceptance.class)
                        .look(TestBrowser.query(link).getOrDefault("token", ""))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> accept(TestBrowser with, String link, Map<String, String> filled) {
        return with.submit(with.get(link), "/invitation", filled);
    }

    private HttpResponse<String> post(TestBrowser with, String token) {
        HttpResponse<String> page = with.get("/sign-in?reauth=1");
        Map<String, String> filled = new HashMap<>(FORM);
        filled.put("token", token);
        return with.submit(page, "/invitation", filled);
    }

    private Optional<Account> account() {
        return accounts.findByEmail(EmailAddress.parse(email));
    }

    private InvitationStatus status(Invitation invitation) {
        return invitations
                .find(invitation.id())
                .orElseThrow()
                .status(server.clock().instant());
    }

    private List<AuditEvent> trail(Invitation invitation, AuditAction action) {
        return server.bean(AuditSearch.class).find(AuditQuery.all().actions(Set.of(action)), null, 50).events().stream()
                .filter(event -> event.target() != null
                        && event.target().id().equals(invitation.id().toString()))
                .toList();
    }

    private void assertNothingWritten(Invitation invitation) {
        assertThat(account()).isEmpty();
        assertThat(status(invitation)).isEqualTo(InvitationStatus.PENDING);
    }

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

    private ErrorCode refusal(Person by, Gift gift) {
        try {
            send(by.id(), gift);
        } catch (GatehouseException e) {
            return e.code();
        }
        throw new AssertionError("sent");
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

    private static List<Integer> twentyTimes(Callable<HttpResponse<String>> request) throws Exception {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < 20; i++) {
                answers.add(pool.submit(request));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : answers) {
            statuses.add(answer.get().statusCode());
        }
        return statuses;
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

    private static String token(String link) {
        return Objects.requireNonNull(TestBrowser.query(link).get("token"));
    }
}
