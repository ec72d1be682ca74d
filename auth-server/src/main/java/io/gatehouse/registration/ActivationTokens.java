package io.gatehouse.registration;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Signs activation links and tells genuine ones from forged and expired ones, without asking the database. */
final class ActivationTokens {

    private static final int MAX_LENGTH = 256;
    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Keyring keyring;
    private final Clock clock;
    private final Duration lifetime;

    ActivationTokens(Keyring keyring, Clock clock, Duration lifetime) {
        this.keyring = keyring;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    String sign(ActivationToken token) {
        byte[] payload = token.bytes();
        byte[] code = keyring.mac(Purpose.ACTIVATION_LINK, payload);
        byte[] signed = ByteBuffer.allocate(payload.length + code.length)
                .put(payload)
                .put(code)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** The token, if this server signed it not too long ago. */
    Optional<ActivationToken> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (signed.length <= ActivationToken.BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(signed, ActivationToken.BYTES);
        byte[] code = Arrays.copyOfRange(signed, ActivationToken.BYTES, signed.length);
        return keyring.verifyMac(Purpose.ACTIVATION_LINK, code, payload)
                ? Optional.of(ActivationToken.of(payload)).filter(this::current)
                : Optional.empty();
    }

    private boolean current(ActivationToken token) {
        Instant now = clock.instant();
        return !token.issuedAt().isAfter(now.plus(SKEW))
                && now.isBefore(token.issuedAt().plus(lifetime));
    }
}
