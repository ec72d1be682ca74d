package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of many changes at once, on several nodes, none breaks a rule that holds for each alone. */
final class AccessRaceTests {

    private static final Actor OPERATOR = TestAccess.operator();
    private static final int RACERS = 20;

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final List<TestAccess> nodes =
            List.of(TestAccess.on(database.dataSource(), clock), TestAccess.on(database.dataSource(), clock));
    private final TestAccess room = nodes.getFirst();
    private final AccountService accounts = new AccountService(database.dataSource(), clock);

    @AfterEach
    void close() {
        database.close();
    }

    private AccountId person(int number) {
        return accounts.ensureActive(EmailAddress.parse("person" + number + "@example.org"), Profile.empty())
                .id();
    }

    private interface Race {
        void run(TestAccess node, int number) throws Exception;
    }

    /** The codes of those that were refused. */
    private List<ErrorCode> race(Race race) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            List<Future<@Nullable Void>> running = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int number = i;
                Callable<@Nullable Void> racer = () -> {
                    start.await();
                    race.run(nodes.get(number % nodes.size()), number);
                    return null;
                };
                running.add(threads.submit(racer));
            }
            List<ErrorCode> refused = new ArrayList<>();
            for (Future<@Nullable Void> one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(GatehouseException.class);
                    refused.add(((GatehouseException) e.getCause()).code());
                }
            }
            return refused;
        }
    }

    private List<AccountId> administrators() {
        List<AccountId> people = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            AccountId person = person(i);
            room.assignments.give(OPERATOR, person, "admin", null, Validity.ALWAYS);
            people.add(person);
        }
        return people;
    }

    private long left() {
        return database.jdbc()
                .sql("""
                select count(*) from account a
                where 'admin' = any (access_role_names(a.id, :now))
                """)
                .param("now", Links.utc(clock.instant()))
                .query(Long.class)
                .single();
    }

    @Test
    void lastAdministratorWhenAllResignAtOnceThenOneRemains() throws Exception {
        List<AccountId> people = administrators();
        List<ErrorCode> refused =
                race((node, i) -> node.assignments.take(Actor.of(people.get(i)), people.get(i), "admin", null));
        assertThat(refused).containsExactly(ErrorCode.LAST_ADMINISTRATOR);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void lastAdministratorWhenAllAreRemovedInDifferentWaysAtOnceThenOneRemains() throws Exception {
        List<AccountId> people = administrators();
        List<ErrorCode> refused = race((node, i) -> {
            AccountId person = people.get(i);
            switch (i % 3) {
                case 0 -> node.access.keepAnAdministrator(() -> accounts.disable(person));
                case 1 -> node.assignments.take(Actor.of(person), person, "admin", null);
                default ->
                    node.access.keepAnAdministrator(() ->
                            accounts.requestDeletion(person, clock.instant().plus(Duration.ofDays(1))));
            }
        });
        assertThat(refused).containsExactly(ErrorCode.LAST_ADMINISTRATOR);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void lastAdministratorWhenTakenThroughGroupsRolesOrTimeThenRefused() {
        AccountId boss = person(1);
        Actor bosses = Actor.of(boss);
        Group top = room.groups.create(OPERATOR, null, "top");
        Group bottom = room.groups.create(OPERATOR, top.id(), "bottom");
        room.roles.create(OPERATOR, "super", null, "");
        room.contents.addMember(OPERATOR, "super", "admin", null);
        room.links.giveRole(OPERATOR, top.id(), "super", Validity.ALWAYS, null);
        room.links.add(OPERATOR, bottom.id(), boss, Validity.ALWAYS);
        Validity short_ = Validity.until(clock.instant().plus(Duration.ofDays(1)));
        Validity later = new Validity(clock.instant().plus(Duration.ofDays(1)), null);
        for (Runnable change : List.<Runnable>of(
                () -> room.contents.removeMember(bosses, "super", "admin", null),
                () -> room.roles.delete(bosses, "super", null),
                () -> room.links.takeRole(bosses, top.id(), "super", null),
                () -> room.links.giveRole(bosses, top.id(), "super", short_, null),
                () -> room.links.remove(bosses, bottom.id(), boss),
                () -> room.links.add(bosses, bottom.id(), boss, later),
                () -> room.groups.delete(bosses, bottom.id(), null),
                () -> room.groups.change(bosses, bottom.id(), null, null, "bottom"))) {
            assertThat(catchThrowable(change::run))
                    .isInstanceOfSatisfying(
                            GatehouseException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.LAST_ADMINISTRATOR));
            assertThat(left()).isEqualTo(1);
        }
        // somebody who holds it for a day, or in a group only, is no replacement; somebody who holds it for good is
        AccountId other = person(2);
        room.assignments.give(bosses, other, "admin", top.id(), Validity.ALWAYS);
        room.assignments.give(bosses, other, "admin", null, short_);
        assertThat(catchThrowable(() -> room.roles.delete(bosses, "super", null)))
                .isNotNull();
        room.assignments.give(bosses, other, "admin", null, Validity.ALWAYS);
        room.roles.delete(bosses, "super", null);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void rolesWhenPutIntoEachOtherAtOnceThenNoCircle() throws Exception {
        for (int i = 0; i < RACERS; i++) {
            room.roles.create(OPERATOR, "role" + i, null, "");
        }
        List<ErrorCode> refused =
                race((node, i) -> node.contents.addMember(OPERATOR, "role" + i, "role" + (i + 1) % RACERS, null));
        assertThat(refused).containsExactly(ErrorCode.CIRCULAR);
    }

    @Test
    void groupsWhenMovedBelowEachOtherAtOnceThenNoCircle() throws Exception {
        List<UUID> groups = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            groups.add(room.groups.create(OPERATOR, null, "group" + i).id());
        }
        List<ErrorCode> refused = race((node, i) ->
                node.groups.change(OPERATOR, groups.get(i), null, groups.get((i + 1) % RACERS), "group" + i));
        assertThat(refused).containsExactly(ErrorCode.CIRCULAR);
    }

    @Test
    void roleWhenChangedAtOnceWithOneVersionThenOneWins() throws Exception {
        Role role = room.roles.create(OPERATOR, "editor", null, "");
        List<ErrorCode> refused =
                race((node, i) -> node.roles.change(OPERATOR, "editor", role.version(), "by " + i, false));
        assertThat(refused).hasSize(RACERS - 1).containsOnly(ErrorCode.VERSION_CHANGED);
    }
}
