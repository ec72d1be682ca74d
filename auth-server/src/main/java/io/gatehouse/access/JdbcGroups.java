package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code access_group} and who belongs where. */
final class JdbcGroups {

    private static final String UP = """
            with recursive up (id) as (
                select id from access_group where id = :group
                union
                select g.parent_id from up u join access_group g on g.id = u.id where g.parent_id is not null
            )
            """;

    private final JdbcClient jdbc;

    JdbcGroups(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Group> find(UUID id) {
        return jdbc.sql("select * from access_group where id = :id")
                .param("id", id)
                .query(JdbcGroups::group)
                .optional();
    }

    Optional<Group> find(@Nullable UUID parent, String name) {
        return jdbc.sql("select * from access_group where parent_id is not distinct from :parent and name = :name")
                .param("parent", parent, Types.OTHER)
                .param("name", name)
                .query(JdbcGroups::group)
                .optional();
    }

    List<Group> children(@Nullable UUID parent, String after, int limit) {
        return jdbc.sql("""
                        select * from access_group where parent_id is not distinct from :parent and name > :after
                        order by name limit :limit
                        """)
                .param("parent", parent, Types.OTHER)
                .param("after", after)
                .param("limit", limit)
                .query(JdbcGroups::group)
                .list();
    }

    /** The group and those above it, the topmost first. */
    List<Group> path(UUID group) {
        return jdbc.sql("""
                        with recursive up as (
                            select g.*, 0 as depth from access_group g where id = :group
                            union all
                            select g.*, u.depth + 1 from up u join access_group g on g.id = u.parent_id
                        )
                        select * from up order by depth desc
                        """).param("group", group).query(JdbcGroups::group).list();
    }

    Set<UUID> withAncestors(UUID group) {
        return jdbc.sql(UP + "select id from up")
                .param("group", group)
                .query(UUID.class)
                .set();
    }

    Set<UUID> withDescendants(Collection<UUID> groups) {
        return jdbc.sql("""
                        with recursive down (id) as (
                            select id from access_group where id = any (:groups)
                            union
                            select g.id from down d join access_group g on g.parent_id = d.id
                        )
                        select id from down
                        """)
                .param("groups", groups.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }

    /** The groups that the account belongs to, with all above them. */
    Set<UUID> groupsOf(AccountId account, Instant at) {
        return jdbc.sql("""
                        with recursive up (id) as (
                            select group_id from access_group_member
                            where account_id = :account and (valid_until is null or valid_until > :at)
                                and (valid_from is null or valid_from <= :at)
                            union
                            select g.parent_id from up u join access_group g on g.id = u.id where g.parent_id is not null
                        )
                        select id from up
                        """)
                .param("account", account.value())
                .param("at", Links.utc(at))
                .query(UUID.class)
                .set();
    }

    void insert(Group group, Instant now) {
        jdbc.sql("""
                        insert into access_group (id, parent_id, name, created_at)
                        values (:id, :parent, :name, :now)
                        """)
                .param("id", group.id())
                .param("parent", group.parent(), Types.OTHER)
                .param("name", group.name())
                .param("now", Links.utc(now))
                .update();
    }

    /** Gives the group a name and a place, unless it would then stand below itself. */
    Optional<Group> update(UUID id, @Nullable UUID parent, String name) {
        return jdbc.sql("""
                        with recursive up (id) as (
                            select id from access_group where id = :parent
                            union
                            select g.parent_id from up u join access_group g on g.id = u.id where g.parent_id is not null
                        )
                        update access_group set parent_id = :parent, name = :name, version = version + 1
                        where id = :id and not exists (select from up where up.id = :id)
                        returning *
                        """)
                .param("id", id)
                .param("parent", parent, Types.OTHER)
                .param("name", name)
                .query(JdbcGroups::group)
                .optional();
    }

    Group touch(UUID id) {
        return jdbc.sql("update access_group set version = version + 1 where id = :id returning *")
                .param("id", id)
                .query(JdbcGroups::group)
                .single();
    }

    void delete(UUID id) {
        jdbc.sql("delete from access_group where id = :id").param("id", id).update();
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getObject("id", UUID.class),
                row.getObject("parent_id", UUID.class),
                row.getString("name"),
                row.getLong("version"));
    }
}
