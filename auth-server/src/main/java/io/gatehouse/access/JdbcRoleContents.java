package io.gatehouse.access;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code access_role_permission} and {@code access_role_member}. */
final class JdbcRoleContents {

    private final JdbcClient jdbc;

    JdbcRoleContents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<String> permissions(String role) {
        return jdbc.sql("select permission from access_role_permission where role_name = :role order by permission")
                .param("role", role)
                .query(String.class)
                .list();
    }

    List<String> members(String role) {
        return jdbc.sql("select member_name from access_role_member where role_name = :role order by member_name")
                .param("role", role)
                .query(String.class)
                .list();
    }

    List<String> containers(String role) {
        return jdbc.sql("select role_name from access_role_member where member_name = :role order by role_name")
                .param("role", role)
                .query(String.class)
                .list();
    }

    boolean addPermission(String role, String permission, @Nullable UUID by, Instant now) {
        return jdbc.sql("""
                        insert into access_role_permission (role_name, permission, given_by, given_at)
                        values (:role, :permission, :by, :now) on conflict do nothing
                        """)
                        .param("role", role)
                        .param("permission", permission)
                        .param("by", by, Types.OTHER)
                        .param("now", Links.utc(now))
                        .update()
                == 1;
    }

    boolean removePermission(String role, String permission) {
        return jdbc.sql("delete from access_role_permission where role_name = :role and permission = :permission")
                        .param("role", role)
                        .param("permission", permission)
                        .update()
                == 1;
    }

    boolean addMember(String role, String member, @Nullable UUID by, Instant now) {
        return jdbc.sql("""
                        insert into access_role_member (role_name, member_name, given_by, given_at)
                        values (:role, :member, :by, :now) on conflict do nothing
                        """)
                        .param("role", role)
                        .param("member", member)
                        .param("by", by, Types.OTHER)
                        .param("now", Links.utc(now))
                        .update()
                == 1;
    }

    boolean removeMember(String role, String member) {
        return jdbc.sql("delete from access_role_member where role_name = :role and member_name = :member")
                        .param("role", role)
                        .param("member", member)
                        .update()
                == 1;
    }

    /** Whether whoever holds one role holds the other too. */
    boolean contains(String role, String member) {
        return jdbc.sql("""
                        with recursive down (name) as (
                            select :role
                            union
                            select c.member_name from down d join access_role_member c on c.role_name = d.name
                        )
                        select exists (select from down where name = :member)
                        """)
                .param("role", role)
                .param("member", member)
                .query(Boolean.class)
                .single();
    }

    /** Whether everybody would hold a permission of the server, or the given role. */
    boolean defaultsReach(String forbidden) {
        return jdbc.sql("""
                        with recursive down (name) as (
                            select name from access_role where is_default
                            union
                            select c.member_name from down d join access_role_member c on c.role_name = d.name
                        )
                        select exists (select from down where name = :forbidden) or exists (
                            select from down d
                            join access_role_permission x on x.role_name = d.name
                            join access_permission p on p.name = x.permission and p.client_id is null)
                        """).param("forbidden", forbidden).query(Boolean.class).single();
    }
}
