package io.gatehouse.token;

import io.gatehouse.shared.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The grant store's SQL. Each step of a grant's life is one conditional statement, so nodes can race without harm. */
final class JdbcGrants {

    private static final String GRANT_COLUMNS = """
            g.id, g.client_id, g.account_id, g.sid, g.scopes, g.resource, g.acr, g.amr, g.auth_time, g.nonce, g.offline, g.acting_admin,
            g.expires_at, g.revoked_at, case when s.leaving then 'leaving' else s.status end as status""";

    /** What tokens say of the account besides: the roles and permissions that it holds over everything at this moment. */
    private static final String TOKEN_COLUMNS = GRANT_COLUMNS + """
            ,
            access_role_names(s.account_id, :now) as roles,
            case when :permissions then access_permission_names(s.account_id, :now) end as permissions""";

    private static final String ISSUE_CODE = """
            with made as (
                insert into oauth_grant (id, client_id, account_id, sid, scopes, resource, acr, amr, auth_time, nonce, offline,
                                         created_at, expires_at, acting_admin)
                values (:id, :client, :account, :sid, :scopes, :resource, :acr, :amr, :authTime, :nonce, :offline,
                        :now, :expires, :acting)
                returning id
            )
            insert into oauth_code (code_hash, grant_id, redirect_uri, code_challenge, expires_at)
            select :hash, id, :redirectUri, :challenge, :codeExpires from made
            """;

    private static final String REDEEM = """
            with presented as (
                select c.code_hash, c.consumed_at, c.expires_at as code_expires_at, c.redirect_uri, c.code_challenge, %s
                from oauth_code c
                join oauth_grant g on g.id = c.grant_id
                join account_state s on s.account_id = g.account_id
                where c.code_hash = :hash
            ), redeemed as (
                update oauth_code c set consumed_at = :now
                from presented p
                where c.code_hash = p.code_hash and c.consumed_at is null and c.expires_at > :now
                  and p.client_id = :client and p.revoked_at is null and p.status = 'active'
                  and c.redirect_uri is not distinct from :redirectUri
                  and c.code_challenge is not distinct from :challenge
                returning c.grant_id
            ), refresh as (
                insert into oauth_refresh_token (token_hash, grant_id, created_at, expires_at)
                select :refreshHash, r.grant_id, :now, least(:refreshExpires, p.expires_at)
                from redeemed r join presented p on p.id = r.grant_id
                where :refreshHash::bytea is not null
            )
            select p.*, exists (select 1 from redeemed) as won,
                   p.redirect_uri is not distinct from :redirectUri
                       and p.code_challenge is not distinct from :challenge as binding_matches
            from presented p
            """.formatted(TOKEN_COLUMNS);

    private static final String ROTATE = """
            with presented as (
                select t.token_hash, t.used_at, t.expires_at as token_expires_at,
                       child.token_hash as child_hash, child.used_at as child_used_at, %s
                from oauth_refresh_token t
                join oauth_grant g on g.id = t.grant_id
                join account_state s on s.account_id = g.account_id
                left join oauth_refresh_token child on child.parent_hash = t.token_hash
                where t.token_hash = :hash
            ), used as (
                update oauth_refresh_token t set used_at = :now
                from presented p
                where t.token_hash = p.token_hash and t.used_at is null and t.expires_at > :now
                  and p.client_id = :client and p.revoked_at is null and p.status = 'active' and p.expires_at > :now
                  and p.scopes @> :scopes::text[]
                returning t.grant_id
            ), child as (
                insert into oauth_refresh_token (token_hash, grant_id, parent_hash, created_at, expires_at)
                select :childHash, u.grant_id, :hash, :now, least(:childExpires, p.expires_at)
                from used u join presented p on p.id = u.grant_id
            )
            select p.*, exists (select 1 from used) as won from presented p
            """.formatted(TOKEN_COLUMNS);

    private static final String STATE = """
            select %s from oauth_grant g join account_state s on s.account_id = g.account_id where g.id = :id
            """.formatted(GRANT_COLUMNS);

    private static final String STATE_BY_REFRESH_TOKEN = """
            select t.used_at, t.expires_at as token_expires_at, t.created_at as token_created_at, %s
            from oauth_refresh_token t
            join oauth_grant g on g.id = t.grant_id
            join account_state s on s.account_id = g.account_id
            where t.token_hash = :hash
            """.formatted(GRANT_COLUMNS);

    private final JdbcClient jdbc;

    JdbcGrants(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A grant with what may have changed since it was made. */
    record State(Grant grant, @Nullable Instant revokedAt, boolean accountActive) {

        boolean live(Instant now) {
            return revokedAt == null && accountActive && grant.expiresAt().isAfter(now);
        }
    }

    /** A presented code, and whether this presentation won it. */
    record PresentedCode(
            State state,
            HeldRights rights,
            @Nullable Instant consumedAt,
            Instant codeExpiresAt,
            boolean bindingMatches,
            boolean won) {}

    /** A presented refresh token, its child if it has one, and whether this presentation rotated it. */
    record PresentedRefreshToken(
            State state,
            HeldRights rights,
            @Nullable Instant usedAt,
            Instant expiresAt,
            byte @Nullable [] childHash,
            @Nullable Instant childUsedAt,
            boolean won) {}

    /** From when, and for how long, a refresh token may be used. */
    record Lifetime(Instant start, Duration length) {}

    /** A refresh token as introspection and revocation see it. */
    record StoredRefreshToken(State state, @Nullable Instant usedAt, Instant createdAt, Instant expiresAt) {}

    void insertCode(Grant grant, byte[] hash, AuthorizationCodeBinding binding, Instant now, Instant codeExpires) {
        jdbc.sql(ISSUE_CODE)
                .param("id", grant.id())
                .param("client", grant.clientId())
                .param("account", grant.subject().value())
                .param("sid", grant.sid())
                .param("scopes", grant.scopes().toArray(String[]::new))
                .param("resource", grant.resource().toArray(String[]::new))
                .param("acr", grant.authentication().acr())
                .param("amr", grant.authentication().amr().toArray(String[]::new))
                .param("authTime", at(grant.authentication().authTime()))
                .param("nonce", grant.nonce())
                .param("acting", acting(grant), Types.OTHER)
                .param("offline", grant.offline())
                .param("now", at(now))
                .param("expires", at(grant.expiresAt()))
                .param("hash", hash)
                .param("redirectUri", binding.redirectUri())
                .param("challenge", binding.codeChallenge())
                .param("codeExpires", at(codeExpires))
                .update();
    }

    Optional<PresentedCode> redeem(
            byte[] hash,
            String clientId,
            AuthorizationCodeBinding binding,
            byte @Nullable [] refreshHash,
            Lifetime lifetime,
            boolean permissions) {
        return jdbc.sql(REDEEM)
                .param("hash", hash)
                .param("client", clientId)
                .param("redirectUri", binding.redirectUri())
                .param("challenge", binding.codeChallenge())
                .param("refreshHash", refreshHash)
                .param("now", at(lifetime.start()))
                .param("refreshExpires", at(lifetime.start().plus(lifetime.length())))
                .param("permissions", permissions)
                .query((row, n) -> new PresentedCode(
                        state(row),
                        rights(row),
                        instant(row, "consumed_at"),
                        required(row, "code_expires_at"),
                        row.getBoolean("binding_matches"),
                        row.getBoolean("won")))
                .optional();
    }

    Optional<PresentedRefreshToken> rotate(
            byte[] hash, String clientId, byte[] childHash, String[] scopes, Lifetime lifetime, boolean permissions) {
        return jdbc.sql(ROTATE)
                .param("hash", hash)
                .param("client", clientId)
                .param("childHash", childHash)
                .param("scopes", scopes)
                .param("now", at(lifetime.start()))
                .param("childExpires", at(lifetime.start().plus(lifetime.length())))
                .param("permissions", permissions)
                .query((row, n) -> new PresentedRefreshToken(
                        state(row),
                        rights(row),
                        instant(row, "used_at"),
                        required(row, "token_expires_at"),
                        row.getBytes("child_hash"),
                        instant(row, "child_used_at"),
                        row.getBoolean("won")))
                .optional();
    }

    Optional<State> find(UUID grantId) {
        return jdbc.sql(STATE)
                .param("id", grantId)
                .query((row, n) -> state(row))
                .optional();
    }

    Optional<StoredRefreshToken> findByRefreshToken(byte[] hash) {
        return jdbc.sql(STATE_BY_REFRESH_TOKEN)
                .param("hash", hash)
                .query((row, n) -> new StoredRefreshToken(
                        state(row),
                        instant(row, "used_at"),
                        required(row, "token_created_at"),
                        required(row, "token_expires_at")))
                .optional();
    }

    /** The active person behind a grant that is not revoked. */
    Optional<GrantSubject> findSubject(UUID grantId) {
        return jdbc.sql("""
                        select s.account_id, s.email, s.email_verified_at, s.profile, s.updated_at
                        from oauth_grant g join account_state s on s.account_id = g.account_id
                        where g.id = :id and g.revoked_at is null and s.status = 'active' and not s.leaving
                        """)
                .param("id", grantId)
                .query((row, n) -> new GrantSubject(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("email"),
                        row.getTimestamp("email_verified_at") != null,
                        row.getString("profile"),
                        required(row, "updated_at")))
                .optional();
    }

    int revoke(UUID grantId, Instant now) {
        return jdbc.sql("update oauth_grant set revoked_at = :now where id = :id and revoked_at is null")
                .param("id", grantId)
                .param("now", at(now))
                .update();
    }

    /** Ends what the session carried; offline grants outlive it (OpenID Connect Core 11). */
    int revokeOfSession(UUID sid, Instant now) {
        return jdbc.sql("""
                        update oauth_grant set revoked_at = :now
                        where sid = :sid and not offline and revoked_at is null
                        """).param("sid", sid).param("now", at(now)).update();
    }

    int revokeOfAccount(AccountId account, @Nullable UUID keptSession, Instant now) {
        return jdbc.sql("""
                        update oauth_grant set revoked_at = :now
                        where account_id = :account and revoked_at is null
                            and (:kept::uuid is null or sid <> :kept::uuid)
                        """)
                .param("account", account.value())
                .param("kept", keptSession, Types.OTHER)
                .param("now", at(now))
                .update();
    }

    /** What a client got a grant for but never fetched with its code does not count. */
    List<ConnectedApp> appsOf(AccountId account, Instant now) {
        return jdbc.sql("""
                        select g.client_id, array_agg(distinct scope) as scopes, min(g.created_at) as since,
                               max(coalesce(t.last_used, g.created_at)) as last_used, bool_or(g.offline) as offline
                        from oauth_grant g
                        cross join unnest(g.scopes) scope
                        left join lateral (
                            select max(created_at) as last_used from oauth_refresh_token where grant_id = g.id) t on true
                        where g.account_id = :account and g.revoked_at is null and g.expires_at > :now
                          and not exists (select from oauth_code c where c.grant_id = g.id and c.consumed_at is null)
                        group by g.client_id order by last_used desc, g.client_id
                        """)
                .param("account", account.value())
                .param("now", at(now))
                .query((row, n) -> new ConnectedApp(
                        row.getString("client_id"),
                        new LinkedHashSet<>(texts(row, "scopes")),
                        required(row, "since"),
                        required(row, "last_used"),
                        row.getBoolean("offline")))
                .list();
    }

    int revokeOfClient(AccountId account, String clientId, Instant now) {
        return jdbc.sql("""
                        update oauth_grant set revoked_at = :now
                        where account_id = :account and client_id = :client and revoked_at is null
                        """)
                .param("account", account.value())
                .param("client", clientId)
                .param("now", at(now))
                .update();
    }

    void insertRevokedToken(String jti, Instant expiresAt) {
        jdbc.sql("insert into oauth_revoked_token (jti, expires_at) values (:jti, :expires) on conflict do nothing")
                .param("jti", jti)
                .param("expires", at(expiresAt))
                .update();
    }

    boolean isRevokedToken(String jti) {
        return jdbc.sql("select exists (select 1 from oauth_revoked_token where jti = :jti)")
                .param("jti", jti)
                .query(Boolean.class)
                .single();
    }

    private static State state(ResultSet row) throws SQLException {
        Grant grant = new Grant(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("sid", UUID.class),
                new LinkedHashSet<>(texts(row, "scopes")),
                texts(row, "resource"),
                new Grant.Authentication(
                        row.getString("acr"), texts(row, "amr"), required(row, "auth_time"), acting(row)),
                row.getString("nonce"),
                row.getBoolean("offline"),
                required(row, "expires_at"));
        return new State(grant, instant(row, "revoked_at"), "active".equals(row.getString("status")));
    }

    private static @Nullable AccountId acting(ResultSet row) throws SQLException {
        UUID admin = row.getObject("acting_admin", UUID.class);
        return admin == null ? null : new AccountId(admin);
    }

    private static @Nullable UUID acting(Grant grant) {
        AccountId admin = grant.authentication().actingAdmin();
        return admin == null ? null : admin.value();
    }

    private static HeldRights rights(ResultSet row) throws SQLException {
        return new HeldRights(texts(row, "roles"), texts(row, "permissions"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static Object at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
