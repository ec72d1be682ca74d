package io.gatehouse.admin.api;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Answers of requests with an {@code Idempotency-Key}. The key's row and the effect are one transaction: of parallel requests
 * the second waits for the first and then repeats its answer; a refused one leaves nothing behind and may be tried again.
 */
@Component
final class Idempotency {

    static final String HEADER = "Idempotency-Key";
    static final Duration KEEP = Duration.ofDays(1);

    private final JdbcIdempotency rows;
    private final Keyring keyring;
    private final ApiJson json;
    private final TransactionOperations transactions;
    private final Clock clock;

    Idempotency(JdbcIdempotency rows, Keyring keyring, ApiJson json, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.keyring = keyring;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** For this request: by its caller, path and body. */
    Once of(HttpServletRequest request) {
        Caller caller = ApiTokenFilter.callerOf(request);
        String key = request.getHeader(HEADER);
        if (key == null || caller == null) {
            return work -> require(transactions.execute(status -> work.get()));
        }
        if (!key.matches("[\\x21-\\x7e]{8,100}")) {
            throw ApiRefusal.invalid("invalid_idempotency_key", "The key has to have 8 to 100 printable characters.");
        }
        byte[] keyHash =
                RandomTokens.sha256(caller.account() + " " + caller.token().clientId() + " " + key);
        byte[] requestHash = RandomTokens.sha256(request.getMethod() + " " + request.getRequestURI() + " "
                + new String(ApiBodyFilter.bodyOf(request), StandardCharsets.ISO_8859_1));
        return work -> require(transactions.execute(status -> once(keyHash, requestHash, work)));
    }

    int purge() {
        return rows.purge(clock.instant().minus(KEEP));
    }

    private Answer once(byte[] keyHash, byte[] requestHash, Supplier<Answer> work) {
        if (!rows.claim(keyHash, requestHash, clock.instant())) {
            return repeat(keyHash, requestHash);
        }
        Answer answer = work.get();
        Object body = answer.body();
        byte[] sealed = body == null
                ? null
                : keyring.encrypt(
                        Purpose.ADMIN_ANSWER, json.write(body), HexFormat.of().formatHex(keyHash));
        rows.complete(keyHash, new JdbcIdempotency.Stored(requestHash, answer.status(), answer.headers(), sealed));
        return answer;
    }

    private Answer repeat(byte[] keyHash, byte[] requestHash) {
        JdbcIdempotency.Stored stored = rows.find(keyHash)
                .orElseThrow(() -> ApiRefusal.conflict("The first request with this key is not answered yet."));
        if (!MessageDigest.isEqual(stored.requestHash(), requestHash)) {
            throw new ApiRefusal(
                    422, "idempotency_key_reused", "This key was used with another request; take a new one.");
        }
        byte[] sealed = stored.body();
        return new Answer(
                stored.status(),
                stored.headers(),
                sealed == null
                        ? null
                        : keyring.decrypt(
                                Purpose.ADMIN_ANSWER, sealed, HexFormat.of().formatHex(keyHash)));
    }

    private static Answer require(@Nullable Answer answer) {
        if (answer == null) {
            throw new IllegalStateException("The handler answered nothing");
        }
        return answer;
    }
}
