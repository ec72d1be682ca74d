package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one statement gives what walking all links by hand gives, on random graphs and at every moment that matters. */
final class EffectiveAuthoritiesTests {

    private static final int GRAPHS = 12;
    private static final int SIZE = 8;
    private static final int HOURS = 10;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = database.jdbc();
    private final MutableClock clock = new MutableClock();
    private final Instant start = clock.instant();
    private final Random random = new Random(40);

    /** A link from one thing to another, between two hours. */
    private record Link(
            String from,
            String to,
            @Nullable String within,
            @Nullable Integer since,
            @Nullable Integer until) {

        boolean at(int hour) {
            return (since == null || since <= hour) && (until == null || hour < until);
        }
    }

    private final List<AccountId> people = new ArrayList<>();
    private final List<Link> assignments = new ArrayList<>();
    private final List<Link> members = new ArrayList<>();
    private final List<Link> parents = new ArrayList<>();
    private final List<Link> groupRoles = new ArrayList<>();
    private final List<Link> inner = new ArrayList<>();
    private final List<Link> permissions = new ArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void authoritiesWhenGraphIsRandomThenAsWalkedByHand() {
        AccountService accounts = new AccountService(database.dataSource(), clock);
        for (int i = 0; i < 3; i++) {
            people.add(accounts.ensureActive(EmailAddress.parse("person" + i + "@example.org"), Profile.empty())
                    .id());
        }
        TestAccess room = TestAccess.on(database.dataSource(), clock);
        int held = 0;
        for (int graph = 0; graph < GRAPHS; graph++) {
            build();
            room.changed("*");
            for (int hour = 0; hour <= HOURS; hour++) {
                for (AccountId person : people) {
                    Authorities expected = byHand(person, hour);
                    assertThat(room.access.authoritiesOf(person))
                            .as("graph %s, hour %s, %s", graph, hour, person)
                            .isEqualTo(expected);
                    assertThat(names("access_role_names", person)).isEqualTo(expected.roles());
                    held += expected.roles().size();
                }
                clock.advance(Duration.ofHours(1));
            }
            clock.advance(Duration.between(clock.instant(), start));
        }
        assertThat(held).isGreaterThan(100);
    }

    private Set<String> names(String function, AccountId person) {
        return new HashSet<>(jdbc.sql("select unnest(" + function + "(:account, :at))")
                .param("account", person.value())
                .param("at", Links.utc(clock.instant()))
                .query(String.class)
                .list());
    }

    private static UUID id(String group) {
        return UUID.nameUUIDFromBytes(group.getBytes(StandardCharsets.UTF_8));
    }

    private void build() {
        jdbc.sql("delete from access_assignment").update();
        jdbc.sql("update access_group set parent_id = null").update();
        jdbc.sql("delete from access_group").update();
        jdbc.sql("delete from access_role where name <> 'admin'").update();
        List.of(assignments, members, parents, groupRoles, inner, permissions).forEach(List::clear);
        for (int i = 0; i < SIZE; i++) {
            jdbc.sql("insert into access_role (name) values (:name)")
                    .param("name", "r" + i)
                    .update();
            String parent = i > 0 && random.nextInt(4) > 0 ? "g" + random.nextInt(i) : null;
            jdbc.sql("insert into access_group (id, parent_id, name, created_at) values (:id, :parent, :name, now())")
                    .param("id", id("g" + i))
                    .param("parent", parent == null ? null : id(parent), Types.OTHER)
                    .param("name", "g" + i)
                    .update();
            if (parent != null) {
                parents.add(new Link("g" + i, parent, null, null, null));
            }
        }
        for (int i = 0; i < SIZE; i++) {
            add(inner, "access_role_member (role_name, member_name, given_at)", lowHigh("r", "r"));
            String permission = random.nextBoolean() ? "people:read" : "keys:rotate";
            add(
                    permissions,
                    "access_role_permission (role_name, permission, given_at)",
                    new Link("r" + random.nextInt(SIZE), permission, null, null, null));
        }
        for (AccountId person : people) {
            for (int i = 0; i < 2; i++) {
                timed(members, "access_group_member (group_id, account_id,", any("g"), person.toString(), null);
                String within = random.nextInt(3) == 0 ? any("g") : null;
                timed(assignments, "access_assignment (role_name, account_id,", any("r"), person.toString(), within);
            }
        }
        for (int i = 0; i < SIZE; i++) {
            timed(groupRoles, "access_group_role (group_id, role_name,", any("g"), any("r"), null);
        }
    }

    private String any(String kind) {
        return kind + random.nextInt(SIZE);
    }

    private Link lowHigh(String one, String other) {
        int low = random.nextInt(SIZE - 1);
        return new Link(one + low, other + (low + 1 + random.nextInt(SIZE - 1 - low)), null, null, null);
    }

    private void add(List<Link> links, String table, Link link) {
        if (jdbc.sql("insert into " + table + " values (:from, :to, now()) on conflict do nothing")
                        .param("from", link.from())
                        .param("to", link.to())
                        .update()
                == 1) {
            links.add(link);
        }
    }

    private void timed(List<Link> links, String table, String from, String to, @Nullable String within) {
        Integer since = random.nextBoolean() ? null : random.nextInt(HOURS);
        Integer until = random.nextBoolean() ? null : (since == null ? 0 : since) + 1 + random.nextInt(5);
        Link link = new Link(from, to, within, since, until);
        boolean assignment = table.startsWith("access_assignment");
        if (jdbc.sql("insert into " + table + " valid_from, valid_until, "
                                + (assignment ? "within_group, assigned_at" : "given_at")
                                + ") values (:from, :to, :since, :until, " + (assignment ? ":within, now()" : "now()")
                                + ") on conflict do nothing")
                        .param("from", from.startsWith("g") ? id(from) : from)
                        .param("to", to.length() == 36 ? UUID.fromString(to) : to)
                        .param("since", hour(since), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", hour(until), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("within", within == null ? null : id(within), Types.OTHER)
                        .update()
                == 1) {
            links.add(link);
        }
    }

    private @Nullable Object hour(@Nullable Integer hour) {
        return hour == null ? null : Links.utc(start.plus(Duration.ofHours(hour)));
    }

    private Authorities byHand(AccountId person, int hour) {
        Map<@Nullable String, Set<String>> byPlace = new HashMap<>();
        for (Link link : assignments) {
            if (link.to().equals(person.toString()) && link.at(hour)) {
                byPlace.computeIfAbsent(link.within(), key -> new HashSet<>()).add(link.from());
            }
        }
        for (Link member : members) {
            if (member.to().equals(person.toString()) && member.at(hour)) {
                for (String group : closure(Set.of(member.from()), parents)) {
                    groupRoles.stream()
                            .filter(link -> link.from().equals(group) && link.at(hour))
                            .forEach(link -> byPlace.computeIfAbsent(null, key -> new HashSet<>())
                                    .add(link.to()));
                }
            }
        }
        Set<String> everywhere = new HashSet<>();
        Set<String> delegated = new HashSet<>();
        Map<String, Reach> reaches = new HashMap<>();
        byPlace.forEach((within, roles) -> {
            Set<String> all = closure(roles, inner);
            (within == null ? everywhere : delegated).addAll(all);
            for (Link link : permissions) {
                if (all.contains(link.from())) {
                    Reach reach = within == null ? Reach.EVERYTHING : Reach.within(Set.of(id(within)));
                    reaches.merge(link.to(), reach, EffectiveAuthoritiesTests::union);
                }
            }
        });
        delegated.removeAll(everywhere);
        return new Authorities(everywhere, delegated, reaches);
    }

    private static Reach union(Reach one, Reach other) {
        Set<UUID> groups = new HashSet<>(one.groups());
        groups.addAll(other.groups());
        return new Reach(one.everything() || other.everything(), groups);
    }

    private static Set<String> closure(Set<String> from, List<Link> links) {
        Set<String> seen = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String next = open.pop();
            links.stream()
                    .filter(link -> link.from().equals(next) && seen.add(link.to()))
                    .forEach(link -> open.push(link.to()));
        }
        return seen;
    }
}
