package io.gatehouse.admin.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code admin_idempotency}. */
@Repository
final class JdbcIdempotency {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    JdbcIdempotency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An answer as it was given. */
    record Stored(byte[] requestHash, int status, Map<String, String> headers, byte @Nullable [] body) {}

    /** False when the key was used before. Waits for a transaction that is just using it. */
    boolean claim(byte[] keyHash, byte[] requestHash, Instant now) {
        return jdbc.sql("""
                        insert into admin_idempotency (key_hash, request_hash, created_at) values (:key, :request, :now)
                        on conflict (key_hash) do nothing
                        """)
                        .param("key", keyHash)
                        .param("request", requestHash)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void complete(byte[] keyHash, Stored answer) {
        jdbc.sql("""
                        update admin_idempotency set status = :status, headers = :headers::jsonb, body = :body
                        where key_hash = :key
                        """)
                .param("key", keyHash)
                .param("status", answer.status())
                .param("headers", JSON.writeValueAsString(answer.headers()))
                .param("body", answer.body())
                .update();
    }

    Optional<Stored> find(byte[] keyHash) {
        return jdbc.sql("""
                        select request_hash, status, headers, body from admin_idempotency
                        where key_hash = :key and status is not null
                        """)
                .param("key", keyHash)
                .query((row, number) -> new Stored(
                        row.getBytes("request_hash"),
                        row.getInt("status"),
                        JSON.readValue(row.getString("headers"), HEADERS),
                        row.getBytes("body")))
                .optional();
    }

    int purge(Instant before) {
        return jdbc.sql("delete from admin_idempotency where created_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
