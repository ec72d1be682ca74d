package io.gatehouse.passkey;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import io.gatehouse.web.BrowserCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Challenges (WebAuthn section 13.4.3): random, signed for one use, one browser and maybe one account, and good for one answer.
 * Since they are signed, any node knows its own without a row, and strangers who ask for many fill no table.
 */
final class Challenges {

    static final String COOKIE = "gatehouse-passkey";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;
    private static final int HEAD = RANDOM_BYTES + Long.BYTES;
    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final JdbcUsedChallenges used;
    private final Keyring keyring;
    private final BrowserCookies cookies;
    private final Duration lifetime;
    private final Clock clock;

    Challenges(
            JdbcUsedChallenges used,
            Keyring keyring,
            BrowserCookies cookies,
            PasskeyProperties properties,
            Clock clock) {
        this.used = used;
        this.keyring = keyring;
        this.cookies = cookies;
        this.lifetime = properties.challengeLifetime();
        this.clock = clock;
    }

    /** What an answer is for. */
    enum Use {
        SIGN_IN,
        SECOND_FACTOR,
        ENROL
    }

    Duration lifetime() {
        return lifetime;
    }

    /** A new one for this browser. Nothing is stored. */
    byte[] issue(Use use, @Nullable AccountId account, HttpServletRequest req, HttpServletResponse res) {
        String browser = cookies.read(req, COOKIE).orElseGet(() -> {
            String secret = RandomTokens.next();
            cookies.write(res, COOKIE, secret);
            return secret;
        });
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] head =
                ByteBuffer.allocate(HEAD).put(random).putLong(clock.millis()).array();
        byte[] code = keyring.mac(Purpose.PASSKEY_CHALLENGE, message(head, use, account, browser));
        return ByteBuffer.allocate(HEAD + code.length).put(head).put(code).array();
    }

    /** Whether it was issued to this browser for this use and account, not long ago, and nobody answered it before. */
    boolean redeem(byte[] challenge, Use use, @Nullable AccountId account, HttpServletRequest req) {
        Optional<String> browser = cookies.read(req, COOKIE);
        if (challenge.length <= HEAD || browser.isEmpty()) {
            return false;
        }
        byte[] head = Arrays.copyOf(challenge, HEAD);
        byte[] code = Arrays.copyOfRange(challenge, HEAD, challenge.length);
        if (!keyring.verifyMac(Purpose.PASSKEY_CHALLENGE, code, message(head, use, account, browser.get()))) {
            return false;
        }
        Instant issuedAt = Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong(RANDOM_BYTES));
        Instant expiresAt = issuedAt.plus(lifetime);
        Instant now = clock.instant();
        boolean current = now.isBefore(expiresAt) && !issuedAt.isAfter(now.plus(SKEW));
        return current && used.insert(hash(challenge), expiresAt);
    }

    /** Forgets those that no node takes any more. */
    int purge() {
        return used.purge(clock.instant().minus(SKEW.multipliedBy(2)));
    }

    private static byte[] hash(byte[] challenge) {
        return RandomTokens.sha256(Base64.getUrlEncoder().encodeToString(challenge));
    }

    private static byte[] message(byte[] head, Use use, @Nullable AccountId account, String browser) {
        byte[] tail = (use + "|" + (account == null ? "" : account) + "|" + browser).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }
}
