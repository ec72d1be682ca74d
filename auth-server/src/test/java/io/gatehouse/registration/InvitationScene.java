package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.Gift;
import io.gatehouse.access.GroupService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditQuery;
import io.gatehouse.audit.AuditSearch;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator who invites somebody into a role and a group, and that somebody's browser. */
abstract class InvitationScene {

    static final Actor OPERATOR = Actor.operator("test");
    static final String PASSWORD = "a door that opens inwards 7";
    static final Map<String, String> FORM = Map.of("name", "Nova Comer", "password", PASSWORD);

    final TestServer server = TestServer.shared();
    final InvitationService invitations = server.bean(InvitationService.class);
    final AccountService accounts = server.bean(AccountService.class);
    final JdbcClient jdbc = server.database().jdbc();
    final TestBrowser browser = new TestBrowser(server);
    final Person admin = holding("admin");
    final String email = "invited-" + UUID.randomUUID() + "@example.com";
    final String role = role();
    final UUID group = group();

    Person holding(String name) {
        Person person = TestAccounts.active(server);
        TestRoles.give(server, person.id(), name);
        return person;
    }

    String role() {
        String name = "invited-" + UUID.randomUUID();
        TestRoles.give(server, admin.id(), name);
        return name;
    }

    UUID group() {
        return server.bean(GroupService.class)
                .create(OPERATOR, null, "invited " + UUID.randomUUID())
                .id();
    }

    Invitation send(AccountId by, Gift gift) {
        return invitations.send(by, new InvitationDraft(EmailAddress.parse(email), gift, "", Locale.ENGLISH, null));
    }

    Invitation send() {
        return send(admin.id(), new Gift(Set.of(role), Set.of(group)));
    }

    /** The path of the link in the newest of so many mails. */
    String link(int mails) {
        return TestMails.await(server, email, "You are invited", mails).stream()
                .map(letter -> letter.find("(/invitation\\?token=\\S+)"))
                .filter(link -> server.bean(InvitationAcceptance.class)
                        .look(TestBrowser.query(link).getOrDefault("token", ""))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> accept(TestBrowser with, String link, Map<String, String> filled) {
        return with.submit(with.get(link), "/invitation", filled);
    }

    HttpResponse<String> post(TestBrowser with, String token) {
        HttpResponse<String> page = with.get("/sign-in?reauth=1");
        Map<String, String> filled = new HashMap<>(FORM);
        filled.put("token", token);
        return with.submit(page, "/invitation", filled);
    }

    Optional<Account> account() {
        return accounts.findByEmail(EmailAddress.parse(email));
    }

    InvitationStatus status(Invitation invitation) {
        return invitations
                .find(invitation.id())
                .orElseThrow()
                .status(server.clock().instant());
    }

    List<AuditEvent> trail(Invitation invitation, AuditAction action) {
        return server.bean(AuditSearch.class).find(AuditQuery.all().actions(Set.of(action)), null, 50).events().stream()
                .filter(event -> event.target() != null
                        && event.target().id().equals(invitation.id().toString()))
                .toList();
    }

    void assertNothingWritten(Invitation invitation) {
        assertThat(account()).isEmpty();
        assertThat(status(invitation)).isEqualTo(InvitationStatus.PENDING);
    }

    ErrorCode refusal(Person by, Gift gift) {
        try {
            send(by.id(), gift);
        } catch (GatehouseException e) {
            return e.code();
        }
        throw new AssertionError("sent");
    }

    static List<Integer> twentyTimes(Callable<HttpResponse<String>> request) throws Exception {
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

    static String token(String link) {
        return Objects.requireNonNull(TestBrowser.query(link).get("token"));
    }
}
