package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuthoritiesTests {

    private static final Actor OPERATOR = TestAccess.operator();

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final TestAccess room = TestAccess.on(database.dataSource(), clock);
    private final AccountService accounts = new AccountService(database.dataSource(), clock);
    private final AccountId ann = accounts.ensureActive(EmailAddress.parse("ann@example.org"), Profile.empty())
            .id();

    @AfterEach
    void close() {
        database.close();
    }

    @BeforeEach
    void makeRoles() {
        for (String role : new String[] {"outer", "inner", "innermost", "everyone"}) {
            room.roles.create(OPERATOR, role, null, "");
        }
        room.contents.addMember(OPERATOR, "outer", "inner", null);
        room.contents.addMember(OPERATOR, "inner", "innermost", null);
        room.contents.addPermission(OPERATOR, "innermost", "people:read", null);
    }

    private Set<String> roles() {
        return room.access.authoritiesOf(ann).roles();
    }

    @Test
    void authoritiesWhenGroupAboveCarriesARoleThenAllThatIsInItIsHeld() {
        Group top = room.groups.create(OPERATOR, null, "top");
        Group middle = room.groups.create(OPERATOR, top.id(), "middle");
        Group bottom = room.groups.create(OPERATOR, middle.id(), "bottom");
        room.links.giveRole(OPERATOR, top.id(), "outer", Validity.ALWAYS, null);
        assertThat(roles()).isEmpty();
        room.links.add(OPERATOR, bottom.id(), ann, Validity.ALWAYS);
        assertThat(roles()).containsExactlyInAnyOrder("outer", "inner", "innermost");
        assertThat(room.access.authoritiesOf(ann).reach(ServerPermission.PEOPLE_READ))
                .isEqualTo(Reach.EVERYTHING);
        assertThat(room.groups.groupsOf(ann)).containsExactlyInAnyOrder(top.id(), middle.id(), bottom.id());
        room.links.takeRole(OPERATOR, top.id(), "outer", null);
        assertThat(roles()).isEmpty();
    }

    @Test
    void authoritiesWhenARoleIsDefaultThenEverybodyActiveHoldsIt() {
        room.roles.change(OPERATOR, "everyone", null, "", true);
        assertThat(roles()).containsExactly("everyone");
        accounts.disable(ann);
        room.changed(ann.toString());
        assertThat(roles()).isEmpty();
    }

    @Test
    void authoritiesWhenTimeBeginsOrEndsThenTheyDoWithoutANotification() {
        Instant start = clock.instant();
        Group group = room.groups.create(OPERATOR, null, "summer");
        Instant from = start.plus(Duration.ofHours(1));
        Instant until = start.plus(Duration.ofHours(3));
        room.links.giveRole(OPERATOR, group.id(), "inner", new Validity(from, null), null);
        room.links.add(OPERATOR, group.id(), ann, Validity.until(until));
        assertThat(roles()).isEmpty();
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(roles()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(roles()).containsExactlyInAnyOrder("inner", "innermost");
        clock.advance(Duration.ofHours(2).minusMillis(1));
        assertThat(roles()).containsExactlyInAnyOrder("inner", "innermost");
        clock.advance(Duration.ofMillis(1));
        assertThat(roles()).isEmpty();
    }

    @Test
    void authoritiesWhenDelegatedThenRolesStayOutOfTokensAndPermissionsHaveReach() {
        Group group = room.groups.create(OPERATOR, null, "team");
        room.contents.addPermission(OPERATOR, "inner", "keys:rotate", null);
        room.assignments.give(OPERATOR, ann, "inner", group.id(), Validity.ALWAYS);
        Authorities held = room.access.authoritiesOf(ann);
        assertThat(held.roles()).isEmpty();
        assertThat(held.delegatedRoles()).containsExactlyInAnyOrder("inner", "innermost");
        assertThat(held.reach(ServerPermission.PEOPLE_READ)).isEqualTo(Reach.within(Set.of(group.id())));
        assertThat(held.may(ServerPermission.KEYS_ROTATE)).isFalse();
        assertThat(room.roles.rolesOf(ann)).containsExactly("inner", "innermost");
        room.groups.delete(OPERATOR, group.id(), null);
        assertThat(room.access.authoritiesOf(ann)).isEqualTo(Authorities.NONE);
    }

    @Test
    void purgeWhenItEndedLongAgoThenForgottenAndTheRestKept() {
        Group group = room.groups.create(OPERATOR, null, "team");
        Validity day = Validity.until(clock.instant().plus(Duration.ofDays(1)));
        room.links.giveRole(OPERATOR, group.id(), "inner", day, null);
        room.links.add(OPERATOR, group.id(), ann, day);
        room.assignments.give(OPERATOR, ann, "outer", null, day);
        room.assignments.give(OPERATOR, ann, "inner", null, Validity.ALWAYS);
        AccessPurgeJob job = new AccessPurgeJob(new JdbcAssignments(database.dataSource()), clock);
        clock.advance(Duration.ofDays(1).plus(AccessPurgeJob.KEEP));
        assertThat(job.purge()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(job.purge()).isEqualTo(3);
        assertThat(room.assignments.of(ann)).extracting(Assignment::role).containsExactly("inner");
    }

    @Test
    void authoritiesWhenChangedElsewhereThenKeptUntilNotified() {
        assertThat(roles()).isEmpty();
        TestAccess otherNode = TestAccess.on(database.dataSource(), clock);
        otherNode.assignments.give(OPERATOR, ann, "innermost", null, Validity.ALWAYS);
        assertThat(roles()).isEmpty();
        room.changed(ann.toString());
        assertThat(roles()).containsExactly("innermost");
    }
}
