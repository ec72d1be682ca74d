package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What follows from the tables of this room, and the lock under which they are changed. */
final class JdbcAuthorities {

    /** "access" as a number. */
    private static final long LOCK = 0x616363657373L;

    private static final String HOLDINGS = """
            with way as materialized (
                select * from access_walk(:account, :at)
            ), present as (
                select * from way where valid_from is null or valid_from <= :at
            )
            select 'role' as kind, role_name as name, within_group,
                   case when bool_and(valid_until is not null) then max(valid_until) end as until
            from present group by role_name, within_group
            union all
            select 'permission', p.permission, w.within_group,
                   case when bool_and(w.valid_until is not null) then max(w.valid_until) end
            from present w join access_role_permission p on p.role_name = w.role_name
            group by p.permission, w.within_group
            union all
            select 'boundary', '', null, least(min(valid_from) filter (where valid_from > :at), min(valid_until))
            from way
            """;

    private static final String ADMINISTRATOR = """
            with recursive above (name) as (
                select :role
                union
                select c.role_name from above a join access_role_member c on c.member_name = a.name
            ), carrying (id) as (
                select r.group_id from above a join access_group_role r on r.role_name = a.name
                where r.valid_until is null and (r.valid_from is null or r.valid_from <= :at)
                union
                select g.id from carrying c join access_group g on g.parent_id = c.id
            )
            select exists (
                select from above r
                join access_assignment x on x.role_name = r.name
                join account a on a.id = x.account_id and a.status = 'active' and a.deletion_due_at is null
                where x.within_group is null and x.valid_until is null and (x.valid_from is null or x.valid_from <= :at)
            ) or exists (
                select from carrying c
                join access_group_member m on m.group_id = c.id
                join account a on a.id = m.account_id and a.status = 'active' and a.deletion_due_at is null
                where m.valid_until is null and (m.valid_from is null or m.valid_from <= :at)
            )
            """;

    private final JdbcClient jdbc;

    JdbcAuthorities(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    private record Row(
            String kind,
            String name,
            @Nullable UUID within,
            @Nullable Instant until) {}

    Holdings holdings(AccountId account, Instant at) {
        List<Holdings.Held> roles = new ArrayList<>();
        List<Holdings.Held> permissions = new ArrayList<>();
        Instant boundary = null;
        for (Row row : rows(account, at)) {
            switch (row.kind()) {
                case "role" -> roles.add(new Holdings.Held(row.name(), row.within(), row.until()));
                case "permission" -> permissions.add(new Holdings.Held(row.name(), row.within(), row.until()));
                default -> boundary = row.until();
            }
        }
        return new Holdings(roles, permissions, boundary);
    }

    private List<Row> rows(AccountId account, Instant at) {
        return jdbc.sql(HOLDINGS)
                .param("account", account.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
                    return new Row(
                            row.getString("kind"),
                            row.getString("name"),
                            row.getObject("within_group", UUID.class),
                            until == null ? null : until.toInstant());
                })
                .list();
    }

    /** Waits until nobody else changes who may do what; held until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", LOCK)
                .query((row, number) -> true)
                .single();
    }

    /** Whether an active account holds the role over everything, now and for good. */
    boolean heldForGood(String role, Instant at) {
        return jdbc.sql(ADMINISTRATOR)
                .param("role", role)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Whether the role, with all in it, lets its holders change things on this server. */
    boolean mighty(String role) {
        return jdbc.sql("""
                        with recursive down (name) as (
                            select :role
                            union
                            select c.member_name from down d join access_role_member c on c.role_name = d.name
                        )
                        select exists (select from down where name = :administrator) or exists (
                            select from down d
                            join access_role_permission x on x.role_name = d.name
                            where x.permission = any(:changing::text[]))
                        """)
                .param("role", role)
                .param("administrator", Authorities.ADMINISTRATOR)
                .param(
                        "changing",
                        Stream.of(ServerPermission.values())
                                .filter(ServerPermission::changes)
                                .map(ServerPermission::code)
                                .toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Makes sure that the server's permissions exist and that the role holds them all; writes only what is missing. */
    void ensure(String role, String description, String[] names, String[] descriptions, Instant now) {
        jdbc.sql("""
                        with wanted as (
                            select * from unnest(:names::text[], :descriptions::text[]) w (name, description)
                        ), defined as (
                            insert into access_permission (name, description) select name, description from wanted
                            on conflict (name) do update set description = excluded.description, client_id = null
                            where access_permission.description <> excluded.description
                                or access_permission.client_id is not null
                        ), administrator as (
                            insert into access_role (name, description) values (:role, :description)
                            on conflict (name) do nothing
                        )
                        insert into access_role_permission (role_name, permission, given_at)
                        select :role, name, :now from wanted
                        on conflict do nothing
                        """)
                .param("role", role)
                .param("description", description)
                .param("names", names)
                .param("descriptions", descriptions)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
