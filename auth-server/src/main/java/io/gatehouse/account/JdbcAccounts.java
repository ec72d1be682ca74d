package io.gatehouse.account;

import io.gatehouse.shared.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code account}. */
final class JdbcAccounts {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    JdbcAccounts(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Account> insertPending(AccountId id, EmailAddress email, Profile profile, Instant now) {
        return insert("""
                insert into account (id, status, email, email_key, profile, created_at, updated_at)
                values (:id, 'pending', :email, :key, :profile::jsonb, :now, :now)
                on conflict (email_key) do nothing
                returning *
                """, id, email, profile, now);
    }

    /** Empty when a pending account has the address. An unchanged account keeps its updated_at. */
    Optional<Account> upsertActive(AccountId id, EmailAddress email, Profile profile, Instant now) {
        return insert("""
                insert into account (id, status, email, email_key, email_verified_at, profile, created_at, updated_at)
                values (:id, 'active', :email, :key, :now, :profile::jsonb, :now, :now)
                on conflict (email_key) do update set
                    email = excluded.email,
                    email_verified_at = coalesce(account.email_verified_at, excluded.email_verified_at),
                    profile = excluded.profile,
                    updated_at = case
                        when account.email = excluded.email
                            and account.email_verified_at is not null
                            and account.profile = excluded.profile
                        then account.updated_at
                        else excluded.updated_at
                    end
                where account.status <> 'pending'
                returning *
                """, id, email, profile, now);
    }

    Optional<Account> insert(
            AccountId id, EmailAddress email, boolean verified, AccountStatus status, Profile profile, Instant now) {
        return jdbc.sql("""
                        insert into account (id, status, email, email_key, email_verified_at, profile, created_at, updated_at)
                        values (:id, :status, :email, :key, case when :verified then :now::timestamptz end, :profile::jsonb,
                                :now, :now)
                        on conflict do nothing
                        returning *
                        """)
                .param("id", id.value())
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("email", email.value())
                .param("key", email.key())
                .param("verified", verified)
                .param("profile", JSON.writeValueAsString(profile.claims()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(JdbcAccounts::row)
                .optional();
    }

    /** An account as it is sent to the database. */
    record Row(UUID id, String status, String email, String key, boolean verified, String profile) {

        static Row of(AccountId id, AccountService.Vouched one) {
            return new Row(
                    id.value(),
                    one.status().name().toLowerCase(Locale.ROOT),
                    one.email().value(),
                    one.email().key(),
                    one.verified(),
                    JSON.writeValueAsString(one.profile().claims()));
        }
    }

    /** Adds all whose address and identifier are free, and tells which these are. */
    Map<String, AccountId> insert(List<Row> rows, Instant now) {
        Map<String, AccountId> added = new HashMap<>();
        jdbc.sql("""
                        insert into account (id, status, email, email_key, email_verified_at, profile, created_at, updated_at)
                        select id, status, email, key, case when verified then :now::timestamptz end, profile::jsonb, :now, :now
                        from json_to_recordset(:rows::json)
                            as r (id uuid, status text, email text, key text, verified boolean, profile text)
                        on conflict do nothing
                        returning id, email_key
                        """)
                .param("rows", JSON.writeValueAsString(rows))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        added.put(row.getString("email_key"), new AccountId(row.getObject("id", UUID.class))))
                .list();
        return added;
    }

    void deletePending(List<String> keys) {
        jdbc.sql("delete from account where email_key = any (:keys) and status = 'pending'")
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    Map<String, Account> findByKeys(List<String> keys) {
        Map<String, Account> found = new HashMap<>();
        jdbc.sql("select * from account where email_key = any (:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(JdbcAccounts::row)
                .list()
                .forEach(account -> found.put(account.email().key(), account));
        return found;
    }

    List<Account> page(@Nullable AccountId after, int limit) {
        return jdbc.sql(
                        "select * from account where :after::uuid is null or id > :after::uuid order by id limit :limit")
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("limit", limit)
                .query(JdbcAccounts::row)
                .list();
    }

    Optional<Account> find(AccountId id) {
        return jdbc.sql("select * from account where id = :id")
                .param("id", id.value())
                .query(JdbcAccounts::row)
                .optional();
    }

    Optional<Account> findByKey(String key) {
        return jdbc.sql("select * from account where email_key = :key")
                .param("key", key)
                .query(JdbcAccounts::row)
                .optional();
    }

    boolean activate(AccountId id, Instant now) {
        return change("""
                update account
                set status = 'active', email_verified_at = coalesce(email_verified_at, :now), updated_at = :now
                where id = :id and status = 'pending'
                """, id, now);
    }

    boolean replacePending(AccountId id, Profile profile, Instant now) {
        return jdbc.sql("""
                        update account set profile = :profile::jsonb, updated_at = :now
                        where id = :id and status = 'pending'
                        """)
                        .param("id", id.value())
                        .param("profile", JSON.writeValueAsString(profile.claims()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean lockPending(AccountId id) {
        return jdbc.sql("select id from account where id = :id and status = 'pending' for update")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    boolean disable(AccountId id, Instant now) {
        return change("""
                update account set status = 'disabled', updated_at = :now
                where id = :id and status <> 'disabled'
                """, id, now);
    }

    boolean enable(AccountId id, Instant now) {
        return change("""
                update account
                set status = case when email_verified_at is null then 'pending' else 'active' end, updated_at = :now
                where id = :id and status = 'disabled'
                """, id, now);
    }

    /** Gives an active account the profile, unless somebody changed it since it was read. */
    boolean replaceProfile(AccountId id, Profile seen, Profile profile, Instant now) {
        return jdbc.sql("""
                        update account set profile = :profile::jsonb, updated_at = :now
                        where id = :id and status = 'active' and profile = :seen::jsonb
                        """)
                        .param("id", id.value())
                        .param("seen", JSON.writeValueAsString(seen.claims()))
                        .param("profile", JSON.writeValueAsString(profile.claims()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Gives an active account another address, unless somebody else has it. */
    boolean changeEmail(AccountId id, EmailAddress email, Instant now) {
        return jdbc.sql("""
                        update account a set email = :email, email_key = :key, email_verified_at = :now, updated_at = :now
                        where a.id = :id and a.status = 'active'
                          and not exists (select from account o where o.email_key = :key and o.id <> :id)
                        """)
                        .param("id", id.value())
                        .param("email", email.value())
                        .param("key", email.key())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean requestDeletion(AccountId id, Instant due, Instant now) {
        return jdbc.sql("""
                        update account set deletion_due_at = :due, updated_at = :now
                        where id = :id and status = 'active' and deletion_due_at is null
                        """)
                        .param("id", id.value())
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean cancelDeletion(AccountId id, Instant now) {
        return change("""
                update account set deletion_due_at = null, updated_at = :now
                where id = :id and deletion_due_at > :now
                """, id, now);
    }

    Optional<Instant> deletionDue(AccountId id) {
        return jdbc.sql("select deletion_due_at from account where id = :id and deletion_due_at is not null")
                .param("id", id.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<AccountId> deletionsDue(Instant now, int limit) {
        return jdbc
                .sql("select id from account where deletion_due_at <= :now order by deletion_due_at limit :limit")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(UUID.class)
                .list()
                .stream()
                .map(AccountId::new)
                .toList();
    }

    boolean deleteDue(AccountId id, Instant now) {
        return change("delete from account where id = :id and deletion_due_at <= :now", id, now);
    }

    boolean delete(AccountId id) {
        return jdbc.sql("delete from account where id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void deletePending(String key) {
        jdbc.sql("delete from account where email_key = :key and status = 'pending'")
                .param("key", key)
                .update();
    }

    int deletePending(Instant createdBefore) {
        return jdbc.sql("delete from account where status = 'pending' and created_at < :before")
                .param("before", createdBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<Account> insert(String sql, AccountId id, EmailAddress email, Profile profile, Instant now) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("email", email.value())
                .param("key", email.key())
                .param("profile", JSON.writeValueAsString(profile.claims()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(JdbcAccounts::row)
                .optional();
    }

    private boolean change(String sql, AccountId id, Instant now) {
        return jdbc.sql(sql)
                        .param("id", id.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    static Account row(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                AccountStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                new EmailAddress(row.getString("email")),
                row.getObject("email_verified_at") != null,
                new Profile(JSON.readValue(row.getString("profile"), CLAIMS)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
