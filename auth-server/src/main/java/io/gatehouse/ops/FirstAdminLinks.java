package io.gatehouse.ops;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.GatehouseProperties;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Signed links to the page that makes the first administrator; good for 30 minutes. */
final class FirstAdminLinks {

    static final String PATH = "/first-admin";
    static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final int MAX_LENGTH = 200;

    private final Keyring keyring;
    private final GatehouseProperties server;
    private final Clock clock;

    FirstAdminLinks(Keyring keyring, GatehouseProperties server, Clock clock) {
        this.keyring = keyring;
        this.server = server;
        this.clock = clock;
    }

    String link() {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(clock.millis()).array();
        byte[] code = keyring.mac(Purpose.FIRST_ADMIN_LINK, time);
        byte[] token = ByteBuffer.allocate(time.length + code.length)
                .put(time)
                .put(code)
                .array();
        return server.url(
                PATH + "?token=" + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    boolean valid(String token) {
        if (token.length() > MAX_LENGTH) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length <= Long.BYTES) {
            return false;
        }
        byte[] time = Arrays.copyOf(bytes, Long.BYTES);
        byte[] code = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        Instant made = Instant.ofEpochMilli(ByteBuffer.wrap(time).getLong());
        Instant now = clock.instant();
        return keyring.verifyMac(Purpose.FIRST_ADMIN_LINK, code, time)
                && !made.isAfter(now)
                && made.plus(LIFETIME).isAfter(now);
    }
}
