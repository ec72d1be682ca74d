package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code access_assignment}. */
final class JdbcAssignments {

    private final JdbcClient jdbc;

    JdbcAssignments(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<Assignment> of(AccountId account) {
        return jdbc.sql("""
                        select * from access_assignment where account_id = :account
                        order by role_name, within_group nulls first
                        """)
                .param("account", account.value())
                .query(JdbcAssignments::assignment)
                .list();
    }

    List<Assignment> of(Collection<AccountId> accounts) {
        return jdbc.sql("select * from access_assignment where account_id = any (:accounts)")
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(JdbcAssignments::assignment)
                .list();
    }

    /** Gives roles for good over everything, and tells which of them were not given so already. */
    List<Given> giveAll(List<Assignment> all, @Nullable UUID by) {
        if (all.isEmpty()) {
            return List.of();
        }
        try {
            return jdbc.sql("""
                            insert into access_assignment as x (account_id, role_name, assigned_by, assigned_at)
                            select account, role, :by, :now from unnest(:accounts, :roles) as t (account, role)
                            on conflict on constraint access_assignment_key do update set valid_from = null, valid_until = null,
                                assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
                            where x.valid_from is not null or x.valid_until is not null
                            returning account_id, role_name
                            """)
                    .param(
                            "accounts",
                            all.stream().map(one -> one.account().value()).toArray(UUID[]::new))
                    .param("roles", all.stream().map(Assignment::role).toArray(String[]::new))
                    .param("by", by, Types.OTHER)
                    .param("now", Links.utc(all.getFirst().givenAt()))
                    .query((row, number) -> new Given(
                            new AccountId(row.getObject("account_id", UUID.class)), row.getString("role_name")))
                    .list();
        } catch (DataIntegrityViolationException e) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "A role or an account is no longer there", e);
        }
    }

    /** Who was given which role. */
    record Given(AccountId account, String role) {}

    List<Assignment> holders(String role, @Nullable AccountId after, int limit) {
        return jdbc.sql("""
                        select * from access_assignment
                        where role_name = :role and (:after::uuid is null or account_id > :after::uuid)
                        order by account_id, within_group nulls first limit :limit
                        """)
                .param("role", role)
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("limit", limit)
                .query(JdbcAssignments::assignment)
                .list();
    }

    boolean given(String role) {
        return jdbc.sql("""
                        select exists (select from access_assignment where role_name = :role and within_group is null)
                            or exists (select from access_group_role where role_name = :role)
                        """).param("role", role).query(Boolean.class).single();
    }

    /** False when it was given for this time already. */
    boolean give(Assignment assignment, @Nullable UUID by) {
        return jdbc.sql("""
                        insert into access_assignment as x
                            (account_id, role_name, within_group, valid_from, valid_until, assigned_by, assigned_at)
                        values (:account, :role, :within, :from, :until, :by, :now)
                        on conflict on constraint access_assignment_key do update set valid_from = excluded.valid_from,
                            valid_until = excluded.valid_until, assigned_by = excluded.assigned_by,
                            assigned_at = excluded.assigned_at
                        where (x.valid_from, x.valid_until) is distinct from (excluded.valid_from, excluded.valid_until)
                        """)
                        .param("account", assignment.account().value())
                        .param("role", assignment.role())
                        .param("within", assignment.withinGroup(), Types.OTHER)
                        .param("from", Links.utc(assignment.validity().from()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", Links.utc(assignment.validity().until()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("by", by, Types.OTHER)
                        .param("now", Links.utc(assignment.givenAt()))
                        .update()
                == 1;
    }

    boolean take(AccountId account, String role, @Nullable UUID within) {
        return jdbc.sql("""
                        delete from access_assignment where account_id = :account and role_name = :role
                            and within_group is not distinct from :within
                        """)
                        .param("account", account.value())
                        .param("role", role)
                        .param("within", within, Types.OTHER)
                        .update()
                == 1;
    }

    /** Deletes assignments, memberships and roles of groups that ended before the moment. */
    int purge(Instant endedBefore) {
        return jdbc.sql("""
                        with roles as (
                            delete from access_group_role where valid_until < :before returning 1
                        ), members as (
                            delete from access_group_member where valid_until < :before returning 1
                        ), assignments as (
                            delete from access_assignment where valid_until < :before returning 1
                        )
                        select (select count(*) from roles) + (select count(*) from members)
                            + (select count(*) from assignments)
                        """)
                .param("before", Links.utc(endedBefore))
                .query(Integer.class)
                .single();
    }

    private static Assignment assignment(ResultSet row, int number) throws SQLException {
        return new Assignment(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("role_name"),
                row.getObject("within_group", UUID.class),
                Links.validity(row),
                Links.account(row, "assigned_by"),
                Links.required(row, "assigned_at"));
    }
}
