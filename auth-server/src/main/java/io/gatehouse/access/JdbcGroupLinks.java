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

/** The tables {@code access_group_role} and {@code access_group_member}. */
final class JdbcGroupLinks {

    private final JdbcClient jdbc;

    JdbcGroupLinks(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<GroupRole> roles(UUID group) {
        return jdbc.sql("select * from access_group_role where group_id = :group order by role_name")
                .param("group", group)
                .query(JdbcGroupLinks::role)
                .list();
    }

    /** The roles that somebody gets by belonging to the group: its own and those of the groups above it. */
    List<GroupRole> rolesFrom(UUID group, Instant now) {
        return jdbc.sql("""
                        with recursive up (id) as (
                            select id from access_group where id = :group
                            union
                            select g.parent_id from up u join access_group g on g.id = u.id where g.parent_id is not null
                        )
                        select r.* from up u join access_group_role r on r.group_id = u.id
                        where r.valid_until is null or r.valid_until > :now
                        """)
                .param("group", group)
                .param("now", Links.utc(now))
                .query(JdbcGroupLinks::role)
                .list();
    }

    /** False when the group has the role for this time already. */
    boolean giveRole(UUID group, String role, Validity validity, @Nullable UUID by, Instant now) {
        return jdbc.sql("""
                        insert into access_group_role as r (group_id, role_name, valid_from, valid_until, given_by, given_at)
                        values (:group, :role, :from, :until, :by, :now)
                        on conflict (group_id, role_name) do update set valid_from = excluded.valid_from,
                            valid_until = excluded.valid_until, given_by = excluded.given_by, given_at = excluded.given_at
                        where (r.valid_from, r.valid_until) is distinct from (excluded.valid_from, excluded.valid_until)
                        """)
                        .param("group", group)
                        .param("role", role)
                        .param("from", Links.utc(validity.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", Links.utc(validity.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("by", by, Types.OTHER)
                        .param("now", Links.utc(now))
                        .update()
                == 1;
    }

    boolean takeRole(UUID group, String role) {
        return jdbc.sql("delete from access_group_role where group_id = :group and role_name = :role")
                        .param("group", group)
                        .param("role", role)
                        .update()
                == 1;
    }

    List<GroupMember> members(UUID group, @Nullable AccountId after, int limit) {
        return jdbc.sql("""
                        select * from access_group_member
                        where group_id = :group and (:after::uuid is null or account_id > :after::uuid)
                        order by account_id limit :limit
                        """)
                .param("group", group)
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("limit", limit)
                .query(JdbcGroupLinks::member)
                .list();
    }

    /** Where the account belongs directly, at any time. */
    List<GroupMember> memberships(AccountId account) {
        return jdbc.sql("select * from access_group_member where account_id = :account order by group_id")
                .param("account", account.value())
                .query(JdbcGroupLinks::member)
                .list();
    }

    /** False when the account belongs to the group for this time already. */
    boolean add(UUID group, AccountId account, Validity validity, @Nullable UUID by, Instant now) {
        return jdbc.sql("""
                        insert into access_group_member as m (group_id, account_id, valid_from, valid_until, given_by, given_at)
                        values (:group, :account, :from, :until, :by, :now)
                        on conflict (group_id, account_id) do update set valid_from = excluded.valid_from,
                            valid_until = excluded.valid_until, given_by = excluded.given_by, given_at = excluded.given_at
                        where (m.valid_from, m.valid_until) is distinct from (excluded.valid_from, excluded.valid_until)
                        """)
                        .param("group", group)
                        .param("account", account.value())
                        .param("from", Links.utc(validity.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", Links.utc(validity.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("by", by, Types.OTHER)
                        .param("now", Links.utc(now))
                        .update()
                == 1;
    }

    /** An account and a group. */
    record Joined(AccountId account, UUID group) {}

    List<Joined> memberships(Collection<AccountId> accounts) {
        return jdbc.sql("select account_id, group_id from access_group_member where account_id = any (:accounts)")
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(JdbcGroupLinks::joined)
                .list();
    }

    /** Adds people for good, and tells which of them did not belong so already. */
    List<Joined> addAll(List<Joined> all, @Nullable UUID by, Instant now) {
        if (all.isEmpty()) {
            return List.of();
        }
        try {
            return jdbc.sql("""
                            insert into access_group_member as m (group_id, account_id, given_by, given_at)
                            select group_id, account, :by, :now from unnest(:groups, :accounts) as t (group_id, account)
                            on conflict (group_id, account_id) do update set valid_from = null, valid_until = null,
                                given_by = excluded.given_by, given_at = excluded.given_at
                            where m.valid_from is not null or m.valid_until is not null
                            returning account_id, group_id
                            """)
                    .param("groups", all.stream().map(Joined::group).toArray(UUID[]::new))
                    .param(
                            "accounts",
                            all.stream().map(one -> one.account().value()).toArray(UUID[]::new))
                    .param("by", by, Types.OTHER)
                    .param("now", Links.utc(now))
                    .query(JdbcGroupLinks::joined)
                    .list();
        } catch (DataIntegrityViolationException e) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "A group or an account is no longer there", e);
        }
    }

    private static Joined joined(ResultSet row, int number) throws SQLException {
        return new Joined(
                new AccountId(row.getObject("account_id", UUID.class)), row.getObject("group_id", UUID.class));
    }

    boolean remove(UUID group, AccountId account) {
        return jdbc.sql("delete from access_group_member where group_id = :group and account_id = :account")
                        .param("group", group)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    private static GroupRole role(ResultSet row, int number) throws SQLException {
        return new GroupRole(
                row.getObject("group_id", UUID.class),
                row.getString("role_name"),
                Links.validity(row),
                Links.account(row, "given_by"),
                Links.required(row, "given_at"));
    }

    private static GroupMember member(ResultSet row, int number) throws SQLException {
        return new GroupMember(
                row.getObject("group_id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                Links.validity(row),
                Links.account(row, "given_by"),
                Links.required(row, "given_at"));
    }
}
