package io.gatehouse.signingkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code signing_key}. */
@Component
final class JdbcSigningKeys {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    JdbcSigningKeys(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /** All keys in the order in which they are published; private halves only of those that sign. */
    List<SigningKey> findAll() {
        return jdbc.sql("""
                        select kid, algorithm, state, public_jwk, created_at, activated_at,
                               case when state = 'active' then private_jwk end as private_jwk
                        from signing_key
                        order by case state when 'active' then 0 when 'next' then 1 else 2 end,
                                 algorithm, created_at desc, kid
                        """).query(JdbcSigningKeys::toKey).list();
    }

    /**
     * Stores keys unless their place is taken. In one transaction, so that of two nodes that start at once with different
     * keyrings one stores all and the other none.
     */
    void insertWhereMissing(List<SigningKey> keys) {
        transactions.executeWithoutResult(status -> keys.forEach(key -> insert(key, " on conflict do nothing")));
    }

    /** Retires the expected active key, activates the next one and stores a new next one; all of it once, or nothing. */
    RotationResult rotate(String expectedActiveKid, SigningKey newNext, Instant now, Instant publishedBefore) {
        return transactions.execute(status -> {
            if (!retire(expectedActiveKid, newNext.algorithm(), now)) {
                return RotationResult.ALREADY_ROTATED;
            }
            if (!activateNext(newNext.algorithm(), now, publishedBefore)) {
                return refuse(status);
            }
            insert(newNext, "");
            return RotationResult.ROTATED;
        });
    }

    private static RotationResult refuse(TransactionStatus status) {
        status.setRollbackOnly();
        return RotationResult.NEXT_TOO_YOUNG;
    }

    /** The private half is destroyed at once: a retired key never signs again. */
    private boolean retire(String kid, JWSAlgorithm algorithm, Instant now) {
        return jdbc.sql("""
                        update signing_key set state = 'retired', retired_at = :now, private_jwk = ''::bytea
                        where kid = :kid and algorithm = :algorithm and state = 'active'
                        """)
                        .param("now", utc(now))
                        .param("kid", kid)
                        .param("algorithm", algorithm.getName())
                        .update()
                == 1;
    }

    private boolean activateNext(JWSAlgorithm algorithm, Instant now, Instant publishedBefore) {
        return jdbc.sql("""
                        update signing_key set state = 'active', activated_at = :now
                        where algorithm = :algorithm and state = 'next' and created_at <= :publishedBefore
                        """)
                        .param("now", utc(now))
                        .param("algorithm", algorithm.getName())
                        .param("publishedBefore", utc(publishedBefore))
                        .update()
                == 1;
    }

    void deleteRetiredBefore(Instant limit) {
        jdbc.sql("delete from signing_key where state = 'retired' and retired_at <= :limit")
                .param("limit", utc(limit))
                .update();
    }

    private void insert(SigningKey key, String conflictClause) {
        jdbc.sql("""
                        insert into signing_key
                            (kid, algorithm, state, public_jwk, private_jwk, created_at, activated_at)
                        values (:kid, :algorithm, :state, cast(:publicJwk as jsonb), :privateJwk, :createdAt, :activatedAt)
                        """ + conflictClause)
                .param("kid", key.kid())
                .param("algorithm", key.algorithm().getName())
                .param("state", key.state().name().toLowerCase(Locale.ROOT))
                .param("publicJwk", key.publicJwk().toJSONString())
                .param("privateJwk", key.sealedPrivateJwk())
                .param("createdAt", utc(key.createdAt()))
                .param("activatedAt", key.activatedAt() == null ? null : utc(key.activatedAt()))
                .update();
    }

    private static SigningKey toKey(ResultSet row, int number) throws SQLException {
        return new SigningKey(
                row.getString("kid"),
                JWSAlgorithm.parse(row.getString("algorithm")),
                SigningKey.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                toJwk(row.getString("public_jwk")),
                row.getBytes("private_jwk"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("activated_at", OffsetDateTime.class)));
    }

    private static JWK toJwk(String json) throws SQLException {
        try {
            return JWK.parse(json).toPublicJWK();
        } catch (ParseException e) {
            throw new SQLException("signing_key.public_jwk is not a JSON Web Key", e);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
