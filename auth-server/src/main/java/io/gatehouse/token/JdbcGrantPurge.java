package io.gatehouse.token;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes what is dead from the grant store's tables, in batches of at most {@code limit} rows. */
final class JdbcGrantPurge {

    private final JdbcClient jdbc;

    JdbcGrantPurge(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Grants whose code was never exchanged: nothing can come of them any more. */
    int abandoned(Instant codeExpiredBefore, int limit) {
        return delete("""
                delete from oauth_grant where id in (
                    select grant_id from oauth_code where consumed_at is null and expires_at < :before limit :limit)
                """, codeExpiredBefore, limit);
    }

    /** Grants that ended before the given moment, with their codes and refresh tokens. */
    int grants(Instant endedBefore, int limit) {
        return delete("""
                delete from oauth_grant where id in (
                    select id from oauth_grant where expires_at < :before limit :limit for update skip locked)
                """, endedBefore, limit);
    }

    int refreshTokens(Instant expiredBefore, int limit) {
        return delete("""
                delete from oauth_refresh_token where token_hash in (
                    select token_hash from oauth_refresh_token where expires_at < :before
                    limit :limit for update skip locked)
                """, expiredBefore, limit);
    }

    int revokedTokens(Instant expiredBefore, int limit) {
        return delete("""
                delete from oauth_revoked_token where jti in (
                    select jti from oauth_revoked_token where expires_at < :before limit :limit for update skip locked)
                """, expiredBefore, limit);
    }

    private int delete(String sql, Instant before, int limit) {
        return jdbc.sql(sql)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
