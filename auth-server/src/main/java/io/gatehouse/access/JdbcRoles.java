package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code access_role} and {@code access_assignment}. */
final class JdbcRoles {

    private final JdbcClient jdbc;

    JdbcRoles(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void upsert(String name, String description) {
        jdbc.sql("""
                insert into access_role (name, description) values (:name, :description)
                on conflict (name) do update set description = excluded.description
                where access_role.description <> excluded.description
                """).param("name", name).param("description", description).update();
    }

    void assign(AccountId account, Set<String> roles, Instant now) {
        write("""
                insert into access_assignment (account_id, role_name, assigned_at)
                select :account, role, :now from unnest(:roles::text[]) role
                on conflict do nothing
                """, account, roles, now);
    }

    /** One statement, so that nobody ever sees the account without the roles that it keeps. */
    void replace(AccountId account, Set<String> roles, Instant now) {
        write("""
                with gone as (
                    delete from access_assignment
                    where account_id = :account and role_name <> all (:roles::text[])
                )
                insert into access_assignment (account_id, role_name, assigned_at)
                select :account, role, :now from unnest(:roles::text[]) role
                on conflict do nothing
                """, account, roles, now);
    }

    List<String> namesOf(AccountId account) {
        return jdbc.sql("select role_name from access_assignment where account_id = :account")
                .param("account", account.value())
                .query(String.class)
                .list();
    }

    boolean held(String role) {
        return jdbc.sql("select exists (select from access_assignment where role_name = :role)")
                .param("role", role)
                .query(Boolean.class)
                .single();
    }

    private void write(String sql, AccountId account, Set<String> roles, Instant now) {
        try {
            jdbc.sql(sql)
                    .param("account", account.value())
                    .param("roles", roles.toArray(String[]::new))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new IllegalArgumentException("No such role among " + roles + ", or no account " + account, e);
        }
    }
}
