package io.gatehouse.access;

import io.gatehouse.access.Explanation.Kind;
import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The links between one account and what it holds. */
final class JdbcWays {

    /** The start of a link: the account, a group's id or a role's name. */
    record Edge(
            String from, Explanation.Link link, @Nullable UUID within) {}

    /** The roles that carry the permission, or contain one that does. */
    private static final String CARRYING = """
            select role_name from access_role_permission where permission = :name
            union
            select c.role_name from role r join access_role_member c on c.member_name = r.name""";

    /** The role, and those that contain it. */
    private static final String CONTAINING = """
            select cast(:name as text)
            union
            select c.role_name from role r join access_role_member c on c.member_name = r.name""";

    /** The roles that the account comes to, whenever. */
    private static final String REACHED = """
            (select role_name from access_assignment where account_id = :account
             union select g.role_name from above a join access_group_role g on g.group_id = a.id
             union select name from access_role where is_default)
            union
            select c.member_name from role r join access_role_member c on c.role_name = r.name""";

    private static final String EDGES = """
            with recursive above (id) as (
                select group_id from access_group_member where account_id = :account
                union
                select g.parent_id from above a join access_group g on g.id = a.id where g.parent_id is not null
            ), role (name) as (
                %s
            )
            select 'ASSIGNED' as kind, :account::text as from_id, x.role_name as to_id, x.role_name as name,
                   x.valid_from, x.valid_until, x.assigned_by as given_by, x.assigned_at as given_at, x.within_group
            from role c join access_assignment x on x.role_name = c.name and x.account_id = :account
            union all
            select 'DEFAULT', :account::text, r.name, r.name, null, null, null, null, null
            from role c join access_role r on r.name = c.name and r.is_default
            union all
            select 'MEMBER', :account::text, m.group_id::text, g.name, m.valid_from, m.valid_until, m.given_by, m.given_at, null
            from access_group_member m join access_group g on g.id = m.group_id where m.account_id = :account
            union all
            select 'BELOW', g.id::text, p.id::text, p.name, null, null, null, null, null
            from above a join access_group g on g.id = a.id join access_group p on p.id = g.parent_id
            union all
            select 'GROUP_ROLE', x.group_id::text, x.role_name, x.role_name, x.valid_from, x.valid_until, x.given_by, x.given_at, null
            from above a join access_group_role x on x.group_id = a.id join role c on c.name = x.role_name
            union all
            select 'CONTAINS', x.role_name, x.member_name, x.member_name, null, null, x.given_by, x.given_at, null
            from role o join access_role_member x on x.role_name = o.name join role i on i.name = x.member_name
            """;

    private static final String PERMITS = """
            union all
            select 'PERMITS', x.role_name, x.permission, x.permission, null, null, x.given_by, x.given_at, null
            from access_role_permission x where x.permission = :name
            """;

    private static final String ORDER = "order by 1, 2, 3";

    private final JdbcClient jdbc;

    JdbcWays(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Whether the account is active and stays; empty when there is none. */
    Optional<Boolean> active(AccountId account) {
        return jdbc.sql("select status = 'active' and not leaving from account_state where account_id = :account")
                .param("account", account.value())
                .query(Boolean.class)
                .optional();
    }

    List<String> carriers(String permission, int limit) {
        return names("""
                select role_name from access_role_permission where permission = :name order by role_name limit :limit
                """, permission, limit);
    }

    List<String> containers(String role, int limit) {
        return names("""
                select role_name from access_role_member where member_name = :name order by role_name limit :limit
                """, role, limit);
    }

    private List<String> names(String sql, String name, int limit) {
        return jdbc.sql(sql)
                .param("name", name)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    boolean permissionExists(String name) {
        return exists("select exists (select from access_permission where name = :name)", name);
    }

    boolean roleExists(String name) {
        return exists("select exists (select from access_role where name = :name)", name);
    }

    private boolean exists(String sql, String name) {
        return jdbc.sql(sql).param("name", name).query(Boolean.class).single();
    }

    List<Edge> toPermission(AccountId account, String permission) {
        return edges(EDGES.formatted(CARRYING) + PERMITS, account, permission);
    }

    List<Edge> toRole(AccountId account, String role) {
        return edges(EDGES.formatted(CONTAINING), account, role);
    }

    /** The links to all roles. */
    List<Edge> toRoles(AccountId account) {
        return edges(EDGES.formatted(REACHED), account, "");
    }

    private List<Edge> edges(String sql, AccountId account, String name) {
        return jdbc.sql(sql + ORDER)
                .param("account", account.value())
                .param("name", name)
                .query(JdbcWays::edge)
                .list();
    }

    private static Edge edge(ResultSet row, int number) throws SQLException {
        return new Edge(
                row.getString("from_id"),
                new Explanation.Link(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("to_id"),
                        row.getString("name"),
                        Links.validity(row),
                        Links.account(row, "given_by"),
                        Links.instant(row, "given_at")),
                row.getObject("within_group", UUID.class));
    }
}
