package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.TestTrail;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody gives or takes what they do not hold themselves, by whatever way. */
@Tag("attack-40")
final class OwnRightsTests {

    private static final Actor OPERATOR = TestAccess.operator();

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final TestAccess room = TestAccess.on(database.dataSource(), clock);
    private final AccountService accounts = new AccountService(database.dataSource(), clock);

    private final AccountId root = person("root");
    private final AccountId clerk = person("clerk");
    private final AccountId friend = person("friend");
    private final Actor clerks = Actor.of(clerk);
    private final Group company = room.groups.create(OPERATOR, null, "company");
    private final Group team = room.groups.create(OPERATOR, company.id(), "team");

    /** The clerk administers roles and groups, but nothing else. */
    @BeforeEach
    void clerkMayEditRolesAndGroups() {
        role("clerk", "roles:write", "roles:assign", "groups:write", "people:read");
        role("keeper", "keys:rotate");
        room.roles.create(OPERATOR, "editor", null, "means something to applications only");
        room.roles.create(OPERATOR, "wrapper", null, "");
        room.contents.addMember(OPERATOR, "wrapper", "keeper", null);
        give(root, "admin", null, Validity.ALWAYS);
        give(clerk, "clerk", null, Validity.ALWAYS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private AccountId person(String name) {
        return accounts.ensureActive(EmailAddress.parse(name + "@example.org"), Profile.empty())
                .id();
    }

    private void role(String name, String... permissions) {
        room.roles.create(OPERATOR, name, null, "");
        for (String permission : permissions) {
            room.contents.addPermission(OPERATOR, name, permission, null);
        }
    }

    private void give(AccountId account, String role, @Nullable UUID within, Validity validity) {
        room.assignments.give(OPERATOR, account, role, within, validity);
    }

    private List<String> everything() {
        return database.jdbc().sql("""
                select 'assignment ' || x::text from access_assignment x
                union all select 'role ' || x::text from access_role x
                union all select 'permission ' || x::text from access_role_permission x
                union all select 'member ' || x::text from access_role_member x
                union all select 'group ' || x::text from access_group x
                union all select 'group role ' || x::text from access_group_role x
                union all select 'group member ' || x::text from access_group_member x
                union all select 'audit ' || x.id::text from audit_event x
                order by 1
                """).query(String.class).list();
    }

    private void refused(ErrorCode code, ThrowingCallable change) {
        List<String> before = everything();
        assertThat(catchThrowable(change))
                .isInstanceOfSatisfying(
                        GatehouseException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
        assertThat(everything()).isEqualTo(before);
    }

    private void beyond(ThrowingCallable change) {
        refused(ErrorCode.BEYOND_OWN_RIGHTS, change);
    }

    private void forbidden(ThrowingCallable change) {
        refused(ErrorCode.FORBIDDEN, change);
    }

    @Test
    void manyAtOnceWhenOneIsBeyondThenNobodyGetsAnything() {
        AccountId other = person("other");
        Map<AccountId, Set<String>> both = Map.of(friend, Set.of("clerk"), other, Set.of("clerk", "keeper"));
        beyond(() -> room.assignments.giveAll(clerks, both));
        room.links.giveRole(OPERATOR, company.id(), "keeper", Validity.ALWAYS, null);
        beyond(() -> room.links.addAll(clerks, Map.of(friend, Set.of(team.id()))));
        refused(
                ErrorCode.NOT_FOUND,
                () -> room.links.addAll(OPERATOR, Map.of(friend, Set.of(team.id(), UUID.randomUUID()))));
        refused(ErrorCode.NOT_FOUND, () -> room.assignments.giveAll(OPERATOR, Map.of(friend, Set.of("no such"))));

        AccountId lead = person("lead");
        give(lead, "clerk", team.id(), Validity.ALWAYS);
        forbidden(() -> room.assignments.giveAll(Actor.of(lead), Map.of(friend, Set.of("editor"))));
        room.links.takeRole(OPERATOR, company.id(), "keeper", null);
        forbidden(() -> room.links.addAll(Actor.of(lead), Map.of(friend, Set.of(team.id()))));
    }

    @Test
    void manyAtOnceWhenHeldThenGivenForGoodAndRecordedOnceEach() {
        give(friend, "clerk", null, Validity.until(clock.instant().plus(Duration.ofDays(1))));
        room.assignments.giveAll(clerks, Map.of(friend, Set.of("clerk"), root, Set.of("clerk")));
        room.assignments.giveAll(clerks, Map.of(friend, Set.of("clerk"), root, Set.of("clerk")));
        room.links.addAll(OPERATOR, Map.of(friend, Set.of(team.id(), company.id()), root, Set.of(team.id())));
        room.links.addAll(OPERATOR, Map.of(friend, Set.of(team.id())));

        assertThat(room.assignments.of(List.of(friend, clerk)).get(friend))
                .singleElement()
                .satisfies(one -> assertThat(one.validity()).isEqualTo(Validity.ALWAYS))
                .satisfies(one -> assertThat(one.givenBy()).isEqualTo(clerk));
        assertThat(room.links.memberships(List.of(friend, clerk)))
                .isEqualTo(Map.of(friend, Set.of(team.id(), company.id())));
        assertThat(TestTrail.written(database.dataSource(), clock, AuditAction.ROLE_GIVEN))
                .filteredOn(event -> clerks.name().equals(event.detail().get("by")))
                .extracting(AuditEvent::account)
                .containsExactlyInAnyOrder(friend, root);
        assertThat(TestTrail.written(database.dataSource(), clock, AuditAction.GROUP_JOINED))
                .hasSize(3);
    }

    @Test
    void attack40_giveWhenRoleIsNotHeldThenRefused() {
        for (String role : List.of("admin", "keeper", "wrapper", "editor")) {
            beyond(() -> room.assignments.give(clerks, clerk, role, null, Validity.ALWAYS));
            beyond(() -> room.assignments.give(clerks, friend, role, team.id(), Validity.ALWAYS));
        }
        room.assignments.give(clerks, friend, "clerk", null, Validity.ALWAYS);
        assertThat(room.access.authoritiesOf(friend).may(ServerPermission.ROLES_ASSIGN))
                .isTrue();
    }

    @Test
    void attack40_roleWhenItWouldCarryMoreThanTheEditorThenRefused() {
        beyond(() -> room.contents.addPermission(clerks, "clerk", "keys:rotate", null));
        beyond(() -> room.contents.addMember(clerks, "clerk", "admin", null));
        beyond(() -> room.contents.addMember(clerks, "clerk", "wrapper", null));
        beyond(() -> room.contents.addMember(clerks, "clerk", "editor", null));
        beyond(() -> room.roles.change(clerks, "keeper", null, "", true));
        // an own new role is no way round
        room.roles.create(clerks, "mine", null, "");
        beyond(() -> room.contents.addMember(clerks, "mine", "keeper", null));
        beyond(() -> room.assignments.give(clerks, clerk, "mine", null, Validity.ALWAYS));
    }

    @Test
    void attack40_groupWhenItOrOneAboveCarriesMoreThanTheEditorThenRefused() {
        beyond(() -> room.links.giveRole(clerks, team.id(), "keeper", Validity.ALWAYS, null));
        room.links.giveRole(OPERATOR, company.id(), "wrapper", Validity.ALWAYS, null);
        beyond(() -> room.links.add(clerks, company.id(), clerk, Validity.ALWAYS));
        beyond(() -> room.links.add(clerks, team.id(), clerk, Validity.ALWAYS));
        Group mine = room.groups.create(clerks, null, "mine");
        room.links.add(clerks, mine.id(), clerk, Validity.ALWAYS);
        beyond(() -> room.groups.change(clerks, mine.id(), null, team.id(), "mine"));
        assertThat(room.access.authoritiesOf(clerk).reach(ServerPermission.KEYS_ROTATE))
                .isEqualTo(Reach.NOTHING);
    }

    @Test
    void attack40_takeWhenItIsNotHeldThenRefused() {
        give(friend, "keeper", null, Validity.ALWAYS);
        room.links.giveRole(OPERATOR, team.id(), "keeper", Validity.ALWAYS, null);
        room.links.giveRole(OPERATOR, company.id(), "keeper", Validity.ALWAYS, null);
        room.links.add(OPERATOR, team.id(), friend, Validity.ALWAYS);
        beyond(() -> room.assignments.take(clerks, friend, "keeper", null));
        beyond(() -> room.links.takeRole(clerks, team.id(), "keeper", null));
        beyond(() -> room.links.remove(clerks, team.id(), friend));
        beyond(() -> room.groups.delete(clerks, team.id(), null));
        beyond(() -> room.groups.change(clerks, team.id(), null, null, "team"));
        beyond(() -> room.contents.removePermission(clerks, "keeper", "keys:rotate", null));
        beyond(() -> room.contents.removeMember(clerks, "wrapper", "keeper", null));
        beyond(() -> room.roles.delete(clerks, "keeper", null));
    }

    @Test
    void attack40_delegateWhenActingBeyondTheGroupThenRefused() {
        Group other = room.groups.create(OPERATOR, company.id(), "other");
        AccountId lead = person("lead");
        AccountId member = person("member");
        AccountId stranger = person("stranger");
        room.links.add(OPERATOR, team.id(), member, Validity.ALWAYS);
        give(lead, "clerk", team.id(), Validity.ALWAYS);
        Actor leads = Actor.of(lead);
        // within the group: as far as the lead reaches
        room.assignments.give(leads, member, "clerk", team.id(), Validity.ALWAYS);
        Group sub = room.groups.create(leads, team.id(), "sub");
        room.links.add(leads, sub.id(), member, Validity.ALWAYS);
        // further in reach or person: no
        beyond(() -> room.assignments.give(leads, member, "clerk", null, Validity.ALWAYS));
        beyond(() -> room.assignments.give(leads, member, "clerk", company.id(), Validity.ALWAYS));
        beyond(() -> room.assignments.give(leads, member, "clerk", other.id(), Validity.ALWAYS));
        forbidden(() -> room.assignments.give(leads, lead, "clerk", team.id(), Validity.ALWAYS));
        forbidden(() -> room.assignments.give(leads, stranger, "clerk", team.id(), Validity.ALWAYS));
        forbidden(() -> room.links.add(leads, other.id(), member, Validity.ALWAYS));
        forbidden(() -> room.groups.create(leads, company.id(), "more"));
        forbidden(() -> room.groups.create(leads, null, "more"));
        forbidden(() -> room.groups.change(leads, sub.id(), null, company.id(), "sub"));
        forbidden(() -> room.groups.delete(leads, team.id(), null));
        beyond(() -> room.links.giveRole(leads, team.id(), "clerk", Validity.ALWAYS, null));
        // what is not about people can't be delegated at all
        forbidden(() -> room.roles.create(leads, "mine", null, ""));
        forbidden(() -> room.contents.addPermission(leads, "editor", "people:read", null));
    }

    /** Whoever may act on a group's people must not be able to pull somebody powerful into it. */
    @Test
    void attack40_delegateWhenAddingAnybodyFromOutsideThenRefused() {
        AccountId lead = person("lead");
        room.contents.addPermission(OPERATOR, "clerk", "people:credentials", null);
        give(lead, "clerk", team.id(), Validity.ALWAYS);
        forbidden(() -> room.links.add(Actor.of(lead), team.id(), root, Validity.ALWAYS));
        forbidden(() -> room.links.add(Actor.of(lead), team.id(), lead, Validity.ALWAYS));
        // and where the administrator belongs to the group, they stay out of reach for changes
        room.links.add(OPERATOR, team.id(), root, Validity.ALWAYS);
        room.links.add(OPERATOR, team.id(), friend, Validity.ALWAYS);
        assertThat(room.access.mayRead(lead, ServerPermission.PEOPLE_READ, root))
                .isTrue();
        assertThat(room.access.mayChange(lead, ServerPermission.PEOPLE_CREDENTIALS, root))
                .isFalse();
        assertThat(room.access.mayChange(lead, ServerPermission.PEOPLE_CREDENTIALS, friend))
                .isTrue();
        assertThat(room.access.mayRead(lead, ServerPermission.PEOPLE_READ, clerk))
                .isFalse();
        assertThat(room.access.mayChange(clerk, ServerPermission.PEOPLE_READ, root))
                .isFalse();
        assertThat(room.access.mayChange(root, ServerPermission.PEOPLE_CREDENTIALS, clerk))
                .isTrue();
    }

    @Test
    void attack40_temporaryHolderWhenGivingForLongerThenRefused() {
        Instant end = clock.instant().plus(Duration.ofHours(2));
        AccountId helper = person("helper");
        give(helper, "admin", null, Validity.until(end));
        Actor helpers = Actor.of(helper);
        room.assignments.give(helpers, friend, "keeper", null, Validity.until(end));
        beyond(() -> room.assignments.give(helpers, helper, "admin", null, Validity.ALWAYS));
        beyond(() -> room.assignments.give(helpers, friend, "admin", null, Validity.until(end.plusMillis(1))));
        beyond(() -> room.links.giveRole(helpers, team.id(), "keeper", Validity.ALWAYS, null));
        beyond(() -> room.contents.addMember(helpers, "clerk", "admin", null));
        beyond(() -> room.contents.addPermission(helpers, "clerk", "keys:rotate", null));
        room.links.giveRole(OPERATOR, team.id(), "keeper", Validity.ALWAYS, null);
        beyond(() -> room.links.add(helpers, team.id(), friend, Validity.ALWAYS));
        room.links.add(helpers, team.id(), friend, Validity.until(end));
        clock.advance(Duration.ofHours(2));
        forbidden(() -> room.assignments.give(helpers, friend, "keeper", null, Validity.until(end.plusSeconds(1))));
        assertThat(room.access.authoritiesOf(friend)).isEqualTo(Authorities.NONE);
    }

    @Test
    void attack40_everybodyWhenARoleOpensAdministrationThenItCannotBeTheDefault() {
        Actor roots = Actor.of(root);
        refused(ErrorCode.CONFLICT, () -> room.roles.change(roots, "clerk", null, "", true));
        refused(ErrorCode.CONFLICT, () -> room.roles.change(roots, "wrapper", null, "", true));
        room.roles.change(roots, "editor", null, "", true);
        refused(ErrorCode.CONFLICT, () -> room.contents.addMember(roots, "editor", "wrapper", null));
        refused(ErrorCode.CONFLICT, () -> room.contents.addPermission(roots, "editor", "people:read", null));
        refused(ErrorCode.CONFLICT, () -> room.contents.addPermission(OPERATOR, "editor", "people:read", null));
    }

    @Test
    void attack40_ownRightsWhenLostInTheMeantimeThenNothingIsRemembered() {
        assertThat(room.access.authoritiesOf(clerk).may(ServerPermission.ROLES_ASSIGN))
                .isTrue();
        // another node takes the role; this node was not told yet
        TestAccess.on(database.dataSource(), clock).assignments.take(OPERATOR, clerk, "clerk", null);
        assertThat(room.access.authoritiesOf(clerk).may(ServerPermission.ROLES_ASSIGN))
                .isTrue();
        forbidden(() -> room.assignments.give(clerks, friend, "clerk", null, Validity.ALWAYS));
        accounts.disable(root);
        forbidden(() -> room.assignments.give(Actor.of(root), friend, "clerk", null, Validity.ALWAYS));
    }

    @Test
    void changeWhenMadeThenAuditedWithItsActorAndVersionRises() {
        Role before = room.roles.find("editor").orElseThrow();
        Role after = room.contents.addPermission(Actor.of(root), "editor", "people:read", before.version());
        assertThat(after.version()).isEqualTo(before.version() + 1);
        refused(
                ErrorCode.VERSION_CHANGED,
                () -> room.contents.addPermission(Actor.of(root), "editor", "people:write", before.version()));
        assertThat(TestTrail.written(database.dataSource(), clock, AuditAction.ROLE_PERMISSION_ADDED).stream()
                        .map(AuditEvent::detail)
                        .filter(detail -> "editor".equals(detail.get("role")))
                        .map(detail -> detail.get("by")))
                .containsExactly(root.toString());
        refused(ErrorCode.VERSION_CHANGED, () -> room.groups.change(OPERATOR, team.id(), 9L, null, "team"));
        refused(ErrorCode.VERSION_CHANGED, () -> room.groups.delete(OPERATOR, team.id(), 9L));
        refused(ErrorCode.VERSION_CHANGED, () -> room.roles.delete(OPERATOR, "editor", before.version()));
        refused(ErrorCode.NOT_FOUND, () -> room.roles.delete(OPERATOR, "nothing", null));
        refused(ErrorCode.NOT_FOUND, () -> give(new AccountId(UUID.randomUUID()), "editor", null, Validity.ALWAYS));
        refused(ErrorCode.NOT_FOUND, () -> give(friend, "wizard", null, Validity.ALWAYS));
    }

    @Test
    void namesWhenTheyCouldBeTakenForOthersThenRefused() {
        refused(ErrorCode.INVALID_REQUEST, () -> room.roles.create(OPERATOR, "notes/admin", null, ""));
        refused(ErrorCode.INVALID_REQUEST, () -> room.roles.create(OPERATOR, "admin", "notes", ""));
        refused(ErrorCode.INVALID_REQUEST, () -> room.roles.create(OPERATOR, "shop/admin", "notes", ""));
        refused(ErrorCode.NOT_FOUND, () -> room.roles.create(OPERATOR, "notes/admin", "notes", ""));
        refused(ErrorCode.CONFLICT, () -> room.permissions.define(OPERATOR, "people:eat", "notes", ""));
        refused(ErrorCode.INVALID_REQUEST, () -> room.permissions.define(OPERATOR, "notes", "notes", ""));
        refused(ErrorCode.CONFLICT, () -> room.permissions.delete(OPERATOR, "people:read"));
        refused(ErrorCode.CONFLICT, () -> room.roles.delete(OPERATOR, "admin", null));
        refused(ErrorCode.CONFLICT, () -> room.contents.removePermission(OPERATOR, "admin", "people:read", null));
        refused(ErrorCode.INVALID_REQUEST, () -> room.groups.create(OPERATOR, null, "a/b"));
        refused(ErrorCode.CONFLICT, () -> room.groups.create(OPERATOR, company.id(), "team"));
        refused(ErrorCode.CONFLICT, () -> room.groups.delete(OPERATOR, company.id(), null));
    }
}
