package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds something before and after a link is gone, and who is told of it. */
final class JdbcLosses {

    /** Everybody who holds one of some roles; filled with a prefix, the roles, and what is left out. */
    private static final String HOLDERS = """
            %1$s_roles (name) as (
                %2$s
                union
                select c.role_name from %1$s_roles r join access_role_member c on c.member_name = r.name where %3$s
            ), %1$s_groups (id) as (
                select x.group_id from %1$s_roles r join access_group_role x on x.role_name = r.name
                where (x.valid_until is null or x.valid_until > :now) and (x.valid_from is null or x.valid_from <= :now)
                    and %4$s
                union
                select g.id from %1$s_groups a join access_group g on g.parent_id = a.id
            ), %1$s (account_id, within_group) as (
                select x.account_id, x.within_group
                from %1$s_roles r join access_assignment x on x.role_name = r.name
                where (x.valid_until is null or x.valid_until > :now) and (x.valid_from is null or x.valid_from <= :now)
                union
                select m.account_id, null from %1$s_groups g join access_group_member m on m.group_id = g.id
                where (m.valid_until is null or m.valid_until > :now) and (m.valid_from is null or m.valid_from <= :now)
                union
                select a.account_id, null from account_state a
                where exists (select from %1$s_roles r join access_role d on d.name = r.name and d.is_default)
            )""";

    private static final String LOST = """
            , gone as (
                select * from before except select * from after
            ), lost as (
                select distinct g.account_id from gone g
                join account_state s on s.account_id = g.account_id and s.status = 'active' and not s.leaving
                where not exists (select from after a where a.account_id = g.account_id and a.within_group is null)
            )
            select (select count(*) from lost) as people,
                   array(select account_id from lost where :next::uuid is null or account_id > :next::uuid
                         order by account_id limit :limit) as page
            """;

    private final JdbcClient jdbc;

    JdbcLosses(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** How many, and a page of them. */
    record Lost(long people, List<AccountId> page) {}

    Lost lost(Loss loss, Instant now, @Nullable AccountId after, int limit) {
        return jdbc.sql("with recursive " + before(loss) + ", " + after(loss) + LOST)
                .params(parameters(loss))
                .param("now", Links.utc(now))
                .param("next", after == null ? null : after.value(), Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> new Lost(
                        row.getLong("people"),
                        Stream.of((UUID[]) row.getArray("page").getArray())
                                .map(AccountId::new)
                                .toList()))
                .single();
    }

    private static String before(Loss loss) {
        return HOLDERS.formatted("before", roles(loss, false), "true", "true");
    }

    private static String after(Loss loss) {
        String roles = roles(loss, true);
        return switch (loss) {
            case Loss.RoleLosesPermission gone -> HOLDERS.formatted("after", roles, "true", "true");
            case Loss.RoleLosesRole gone ->
                HOLDERS.formatted("after", roles, "not (c.role_name = :outer and c.member_name = :role)", "true");
            case Loss.GroupLosesRole gone ->
                HOLDERS.formatted("after", roles, "true", "not (x.group_id = :group and x.role_name = :role)");
            case Loss.RoleDeleted gone -> HOLDERS.formatted("after", "select :role where false", "true", "true");
        };
    }

    private static String roles(Loss loss, boolean without) {
        if (loss instanceof Loss.RoleLosesPermission) {
            return "select role_name from access_role_permission where permission = :permission"
                    + (without ? " and role_name <> :role" : "");
        }
        return "select :role";
    }

    private static Map<String, Object> parameters(Loss loss) {
        return switch (loss) {
            case Loss.RoleLosesPermission gone -> Map.of("role", gone.role(), "permission", gone.permission());
            case Loss.RoleLosesRole gone -> Map.of("outer", gone.role(), "role", gone.member());
            case Loss.GroupLosesRole gone -> Map.of("group", gone.group(), "role", gone.role());
            case Loss.RoleDeleted gone -> Map.of("role", gone.role());
        };
    }

    /** The clients whose tokens say the name when somebody holds it. */
    List<String> told(String name, boolean permission, int limit) {
        return jdbc.sql("""
                        select client_id from client_claim_rule
                        where case when :permission then permissions else roles end
                          and (role_filter = '{}' or exists (
                              select from unnest(role_filter) prefix where starts_with(:name, prefix)))
                        order by client_id limit :limit
                        """)
                .param("permission", permission)
                .param("name", name)
                .param("limit", limit)
                .query(String.class)
                .list();
    }
}
