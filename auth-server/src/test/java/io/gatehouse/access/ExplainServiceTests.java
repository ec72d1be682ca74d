package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.access.Explanation.Kind;
import io.gatehouse.access.Explanation.Link;
import io.gatehouse.access.Explanation.Obstacle;
import io.gatehouse.access.Explanation.State;
import io.gatehouse.access.Explanation.Way;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExplainServiceTests {

    private static final Actor OPERATOR = TestAccess.operator();

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final TestAccess room = TestAccess.on(database.dataSource(), clock);
    private final AccountService accounts = new AccountService(database.dataSource(), clock);
    private final Instant start = clock.instant();
    private final AccountId boss = person("boss");
    private final AccountId ann = person("ann");
    private final AccountId bob = person("bob");
    private final Group top = room.groups.create(OPERATOR, null, "top");
    private final Group below = room.groups.create(OPERATOR, top.id(), "below");

    @AfterEach
    void close() {
        database.close();
    }

    private AccountId person(String name) {
        return accounts.ensureActive(EmailAddress.parse(name + "@example.org"), Profile.empty())
                .id();
    }

    @BeforeEach
    void annComesToItThroughAGroupAndARoleInARole() {
        room.assignments.give(OPERATOR, boss, "admin", null, Validity.ALWAYS);
        room.roles.create(OPERATOR, "helpdesk", null, "");
        room.roles.create(OPERATOR, "reader", null, "");
        room.contents.addPermission(OPERATOR, "reader", "people:read", null);
        room.contents.addMember(OPERATOR, "helpdesk", "reader", null);
        room.links.giveRole(Actor.of(boss), top.id(), "helpdesk", Validity.ALWAYS, null);
        room.links.add(Actor.of(boss), below.id(), ann, Validity.until(start.plus(Duration.ofDays(1))));
    }

    private List<Kind> kinds(Way way) {
        return way.links().stream().map(Link::kind).toList();
    }

    @Test
    void whyWhenHeldThenEveryLinkIsNamedWithWhoAndWhenAndUntil() {
        Explanation why = room.explain.why(ann, "people:read");
        assertThat(why.held()).isTrue();
        assertThat(why.reach()).isEqualTo(Reach.EVERYTHING);
        assertThat(why.ways()).singleElement().satisfies(way -> {
            assertThat(kinds(way))
                    .containsExactly(Kind.MEMBER, Kind.BELOW, Kind.GROUP_ROLE, Kind.CONTAINS, Kind.PERMITS);
            assertThat(way.links())
                    .extracting(Link::name)
                    .containsExactly("below", "top", "helpdesk", "reader", "people:read");
            assertThat(way.links().get(2).givenBy()).isEqualTo(boss);
            assertThat(way.links().get(2).givenAt()).isEqualTo(start);
            assertThat(way.links().get(3).givenBy()).isNull();
            assertThat(way.validity()).isEqualTo(Validity.until(start.plus(Duration.ofDays(1))));
            assertThat(way.state()).isEqualTo(State.OPEN);
            assertThat(way.within()).isNull();
        });
        clock.advance(Duration.ofDays(1));
        Explanation after = room.explain.why(ann, "people:read");
        assertThat(after.held()).isFalse();
        assertThat(after.obstacle()).isNull();
        assertThat(after.ways())
                .singleElement()
                .satisfies(way -> assertThat(way.state()).isEqualTo(State.OVER));
    }

    @Test
    void whyRoleWhenTakenFromTheGroupThenSaidBeforeAndAfter() {
        Explanation before = room.explain.whyRole(ann, "reader");
        assertThat(before.held()).isTrue();
        assertThat(before.ways())
                .singleElement()
                .satisfies(way -> assertThat(kinds(way))
                        .containsExactly(Kind.MEMBER, Kind.BELOW, Kind.GROUP_ROLE, Kind.CONTAINS));
        room.links.takeRole(OPERATOR, top.id(), "helpdesk", null);
        assertThat(room.explain.whyRole(ann, "reader"))
                .returns(false, Explanation::held)
                .returns(List.of(), Explanation::ways)
                .returns(null, Explanation::obstacle)
                .returns(List.of("helpdesk"), Explanation::carriers);
        assertThat(room.explain.whyRole(ann, "writer").obstacle()).isEqualTo(Obstacle.NO_SUCH_ROLE);
        room.assignments.give(OPERATOR, ann, "helpdesk", below.id(), Validity.ALWAYS);
        assertThat(room.explain.whyRole(ann, "reader").reach()).isEqualTo(Reach.within(Set.of(below.id())));
    }

    @Test
    void rolesWhenHeldInSeveralWaysThenEachIsToldAndWhatIsOverIsNot() {
        room.assignments.give(OPERATOR, ann, "reader", null, Validity.ALWAYS);
        room.roles.create(OPERATOR, "everyone", null, "");
        room.roles.change(OPERATOR, "everyone", null, "", true);
        assertThat(room.explain.roles(ann))
                .extracting(Explanation::name)
                .containsExactly("everyone", "helpdesk", "reader");
        assertThat(room.explain.roles(ann).getLast().ways())
                .extracting(way -> way.links().getLast().kind())
                .containsExactlyInAnyOrder(Kind.ASSIGNED, Kind.CONTAINS);
        clock.advance(Duration.ofDays(1));
        assertThat(room.explain.roles(ann)).extracting(Explanation::name).containsExactly("everyone", "reader");
        accounts.disable(ann);
        assertThat(room.explain.roles(ann)).isEmpty();
    }

    /** Roles within roles branch: every way to the last is more than could be followed. */
    @Test
    void rolesWhenWaysAreWithoutNumberThenBoundedForEach() {
        for (int level = 0; level < 20; level++) {
            for (String side : List.of("a", "b")) {
                room.roles.create(OPERATOR, side + level, null, "");
            }
        }
        for (int level = 1; level < 20; level++) {
            for (String outer : List.of("a", "b")) {
                for (String inner : List.of("a", "b")) {
                    room.contents.addMember(OPERATOR, outer + (level - 1), inner + level, null);
                }
            }
        }
        room.assignments.give(OPERATOR, bob, "a0", null, Validity.ALWAYS);
        assertThat(room.explain.roles(bob)).hasSize(39);
        assertThat(room.explain.whyRole(bob, "b19").ways()).hasSize(100);
    }

    @Test
    void whyWhenDelegatedAndYetToComeThenSaid() {
        Validity later = new Validity(start.plus(Duration.ofDays(2)), null);
        room.assignments.give(OPERATOR, bob, "reader", below.id(), Validity.ALWAYS);
        room.assignments.give(OPERATOR, bob, "helpdesk", null, later);
        Explanation why = room.explain.why(bob, "people:read");
        assertThat(why.reach()).isEqualTo(Reach.within(Set.of(below.id())));
        assertThat(why.ways()).hasSize(2).extracting(Way::state).containsExactlyInAnyOrder(State.OPEN, State.NOT_YET);
        clock.advance(Duration.ofDays(2));
        assertThat(room.explain.why(bob, "people:read").reach()).isEqualTo(Reach.EVERYTHING);
    }

    @Test
    void whyWhenNotHeldThenTheObstacleOrWhatCarriesIt() {
        assertThat(room.explain.why(bob, "people:read"))
                .returns(false, Explanation::held)
                .returns(null, Explanation::obstacle)
                .returns(List.of(), Explanation::ways)
                .returns(List.of("admin", "reader"), Explanation::carriers);
        assertThat(room.explain.why(bob, "people:eat").obstacle()).isEqualTo(Obstacle.NO_SUCH_PERMISSION);
        AccountId nobody = new AccountId(UUID.randomUUID());
        assertThat(room.explain.why(nobody, "people:read").obstacle()).isEqualTo(Obstacle.NO_SUCH_ACCOUNT);
        accounts.disable(ann);
        Explanation disabled = room.explain.why(ann, "people:read");
        assertThat(disabled.held()).isFalse();
        assertThat(disabled.obstacle()).isEqualTo(Obstacle.ACCOUNT_NOT_ACTIVE);
        assertThat(disabled.ways()).hasSize(1);
    }

    @Test
    void whatIfWhenSomethingIsTakenThenThoseWithoutAnotherWayLoseIt() {
        room.links.add(OPERATOR, top.id(), bob, Validity.ALWAYS);
        room.assignments.give(OPERATOR, bob, "reader", null, Validity.ALWAYS);
        AccountId cid = person("cid");
        room.assignments.give(OPERATOR, cid, "helpdesk", below.id(), Validity.ALWAYS);

        Loss permission = new Loss.RoleLosesPermission("reader", "people:read");
        assertThat(lost(permission)).containsExactlyInAnyOrder(ann, bob, cid);
        // bob holds the role itself too
        assertThat(lost(new Loss.RoleLosesRole("helpdesk", "reader"))).containsExactlyInAnyOrder(ann, cid);
        assertThat(lost(new Loss.GroupLosesRole(top.id(), "helpdesk"))).containsExactlyInAnyOrder(ann, bob);
        assertThat(lost(new Loss.RoleDeleted("helpdesk"))).containsExactlyInAnyOrder(ann, bob, cid);
        // within a group is no loss to somebody who holds it everywhere
        room.assignments.give(OPERATOR, ann, "helpdesk", below.id(), Validity.ALWAYS);
        room.assignments.give(OPERATOR, ann, "reader", null, Validity.ALWAYS);
        assertThat(lost(new Loss.RoleLosesRole("helpdesk", "reader"))).containsExactly(cid);
        // everybody but those who hold it anyway
        room.roles.create(OPERATOR, "everyone", null, "");
        room.roles.create(OPERATOR, "plain", null, "");
        room.contents.addMember(OPERATOR, "everyone", "plain", null);
        room.roles.change(OPERATOR, "everyone", null, "", true);
        room.assignments.give(OPERATOR, ann, "plain", null, Validity.ALWAYS);
        Consequences plain = room.explain.whatIf(new Loss.RoleLosesRole("everyone", "plain"), null, 2);
        assertThat(plain.people()).isEqualTo(3);
        assertThat(plain.page()).hasSize(2);
        assertThat(room.explain
                        .whatIf(
                                new Loss.RoleLosesRole("everyone", "plain"),
                                plain.page().getLast(),
                                2)
                        .page())
                .hasSize(1)
                .doesNotContainAnyElementsOf(plain.page());
        assertThat(room.explain.whatIf(permission, null, 2).name()).isEqualTo("people:read");
    }

    @Test
    void whatIfWhenClientsAreToldThenTheyAreNamed() {
        database.jdbc().sql("""
                insert into client (id, name, authentication_methods, grant_types, claims, role_filter, created_at, updated_at)
                values ('all', '', '{none}', '{}', 'both', '{}', now(), now()),
                    ('roles', '', '{none}', '{}', 'roles', '{help}', now(), now()),
                    ('others', '', '{none}', '{}', 'roles', '{x}', now(), now()),
                    ('silent', '', '{none}', '{}', 'none', '{}', now(), now())
                """).update();
        assertThat(room.explain
                        .whatIf(new Loss.RoleDeleted("helpdesk"), null, 1)
                        .clients())
                .containsExactly("all", "roles");
        assertThat(room.explain
                        .whatIf(new Loss.RoleLosesPermission("reader", "people:read"), null, 1)
                        .clients())
                .containsExactly("all");
    }

    private List<AccountId> lost(Loss loss) {
        Consequences consequences = room.explain.whatIf(loss, null, 100);
        assertThat(consequences.people()).isEqualTo(consequences.page().size());
        return consequences.page();
    }
}
