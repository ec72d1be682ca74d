package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code account}, as lists. Each order and each kind of search has an index of its own. */
final class JdbcAccountDirectory {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RowMapper<AccountEntry> ENTRY =
            (row, number) -> new AccountEntry(JdbcAccounts.row(row, number), row.getLong("version"));

    /** Three index scans that stop early, however many people have a name that starts so. */
    private static final String SEARCH = """
            with found as (
                (select a.id from account a where a.email_key collate "C" >= :from and a.email_key collate "C" < :to %1$s
                 order by a.email_key collate "C" limit :limit)
                union
                (select a.id from account a where lower(a.profile->>'name') collate "C" >= :from
                     and lower(a.profile->>'name') collate "C" < :to %1$s
                 order by lower(a.profile->>'name') collate "C" limit :limit)
                union
                (select a.id from account a where account_last_word(a.profile) collate "C" >= :from
                     and account_last_word(a.profile) collate "C" < :to %1$s
                 order by account_last_word(a.profile) collate "C" limit :limit)
            )
            select a.* from found f join account a on a.id = f.id order by a.email_key collate "C" limit :limit
            """;

    private static final String WITHIN = "and a.id in (select access_people_within(:groups::uuid[], :now))";

    private final JdbcClient jdbc;

    JdbcAccountDirectory(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<AccountEntry> find(AccountId id) {
        return jdbc.sql("select * from account where id = :id")
                .param("id", id.value())
                .query(ENTRY)
                .optional();
    }

    List<AccountEntry> list(AccountQuery query, Instant now) {
        AccountQuery.Criteria criteria = query.criteria();
        AccountQuery.After after = query.after();
        StringBuilder sql = new StringBuilder("select a.* from account a where true ");
        add(sql, criteria.status(), "and a.status = :status ");
        add(sql, criteria.email(), "and a.email_key = :email ");
        add(sql, criteria.emailPrefix(), """
                and a.email_key collate "C" >= :emailPrefix and a.email_key collate "C" < :emailEnd
                """);
        add(sql, criteria.namePrefix(), """
                and lower(a.profile->>'name') collate "C" >= :namePrefix
                and lower(a.profile->>'name') collate "C" < :nameEnd
                """);
        add(sql, criteria.createdFrom(), "and a.created_at >= :createdFrom ");
        add(sql, criteria.createdBefore(), "and a.created_at < :createdBefore ");
        add(sql, query.within(), WITHIN + " ");
        return jdbc.sql(sql.append(order(query, after)).append(" limit :limit").toString())
                .param(
                        "status",
                        criteria.status() == null
                                ? null
                                : criteria.status().name().toLowerCase(Locale.ROOT))
                .param("email", criteria.email())
                .param("emailPrefix", criteria.emailPrefix())
                .param("emailEnd", end(criteria.emailPrefix()))
                .param("namePrefix", criteria.namePrefix())
                .param("nameEnd", end(criteria.namePrefix()))
                .param("createdFrom", utc(criteria.createdFrom()))
                .param("createdBefore", utc(criteria.createdBefore()))
                .param("groups", groups(query.within()))
                .param("now", utc(now))
                .param("afterId", after == null ? null : after.id(), Types.OTHER)
                .param("afterCreated", after == null ? null : utc(after.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("afterEmail", after == null ? null : after.emailKey(), Types.VARCHAR)
                .param("limit", query.limit())
                .query(ENTRY)
                .list();
    }

    List<AccountEntry> search(String prefix, @Nullable Set<UUID> within, int limit, Instant now) {
        return jdbc.sql(SEARCH.formatted(within == null ? "" : WITHIN))
                .param("from", prefix)
                .param("to", end(prefix))
                .param("groups", groups(within))
                .param("now", utc(now))
                .param("limit", limit)
                .query(ENTRY)
                .list();
    }

    Optional<AccountEntry> create(AccountId id, EmailAddress email, Profile profile, Instant now) {
        return jdbc.sql("""
                        insert into account (id, status, email, email_key, profile, created_at, updated_at)
                        values (:id, 'pending', :email, :key, :profile::jsonb, :now, :now)
                        on conflict (email_key) do nothing
                        returning *
                        """)
                .param("id", id.value())
                .param("email", email.value())
                .param("key", email.key())
                .param("profile", JSON.writeValueAsString(profile.claims()))
                .param("now", utc(now))
                .query(ENTRY)
                .optional();
    }

    Optional<AccountEntry> changeProfile(AccountId id, long version, Profile profile, Instant now) {
        return jdbc.sql("""
                        update account set profile = :profile::jsonb, updated_at = :now
                        where id = :id and version = :version
                        returning *
                        """)
                .param("id", id.value())
                .param("version", version)
                .param("profile", JSON.writeValueAsString(profile.claims()))
                .param("now", utc(now))
                .query(ENTRY)
                .optional();
    }

    boolean delete(AccountId id, long version) {
        return jdbc.sql("delete from account where id = :id and version = :version")
                        .param("id", id.value())
                        .param("version", version)
                        .update()
                == 1;
    }

    private static void add(StringBuilder sql, @Nullable Object criterion, String condition) {
        if (criterion != null) {
            sql.append(condition);
        }
    }

    private static String order(AccountQuery query, AccountQuery.@Nullable After after) {
        String way = query.descending() ? "<" : ">";
        String direction = query.descending() ? " desc" : "";
        return switch (query.order()) {
            case CREATED ->
                (after == null ? "" : "and (a.created_at, a.id) " + way + " (:afterCreated, :afterId) ")
                        + "order by a.created_at" + direction + ", a.id" + direction;
            case EMAIL ->
                (after == null ? "" : "and a.email_key collate \"C\" " + way + " :afterEmail ")
                        + "order by a.email_key collate \"C\"" + direction;
        };
    }

    /** Behind everything that starts with the prefix, in the order of the code points. */
    private static @Nullable String end(@Nullable String prefix) {
        return prefix == null ? null : prefix + Character.toString(Character.MAX_CODE_POINT);
    }

    private static UUID[] groups(@Nullable Set<UUID> within) {
        return within == null ? new UUID[0] : within.toArray(UUID[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
