package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ActivationTokensTests {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final MutableClock clock = new MutableClock();
    private final Keyring keyring = TestKeyring.create();
    private final ActivationTokens tokens = new ActivationTokens(keyring, clock, LIFETIME);
    private final BrowserMark mark = BrowserMark.next();
    private final ActivationToken token =
            new ActivationToken(new AccountId(UUID.randomUUID()), clock.instant(), mark.fingerprint());

    @Test
    void readWhenSignedThenSameToken() {
        ActivationToken read = tokens.read(tokens.sign(token)).orElseThrow();
        assertThat(read.account()).isEqualTo(token.account());
        assertThat(read.issuedAt()).isEqualTo(token.issuedAt());
        assertThat(read.hash()).isEqualTo(token.hash());
        assertThat(mark.made(read)).isTrue();
        assertThat(BrowserMark.next().made(read)).isFalse();
    }

    @Test
    @Tag("attack-12")
    void readWhenAnyBitIsChangedThenRefused() {
        byte[] signed = Base64.getUrlDecoder().decode(tokens.sign(token));
        for (int bit = 0; bit < signed.length * 8; bit++) {
            byte[] forged = signed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.read(text(forged))).as("bit %s", bit).isEmpty();
        }
    }

    @Test
    @Tag("attack-12")
    void readWhenCutOrGarbageThenRefused() {
        byte[] signed = Base64.getUrlDecoder().decode(tokens.sign(token));
        for (int length = 0; length < signed.length; length++) {
            assertThat(tokens.read(text(Arrays.copyOf(signed, length)))).isEmpty();
        }
        assertThat(tokens.read("%%%")).isEmpty();
        assertThat(tokens.read("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    @Tag("attack-12")
    void readWhenSignedForAnotherPurposeOrByAnotherServerThenRefused() {
        byte[] payload = token.bytes();
        byte[] code = keyring.mac(Purpose.FIRST_ADMIN_LINK, payload);
        byte[] signed = ByteBuffer.allocate(payload.length + code.length)
                .put(payload)
                .put(code)
                .array();
        assertThat(tokens.read(text(signed))).isEmpty();
        ActivationTokens stranger = new ActivationTokens(TestKeyring.create(), clock, LIFETIME);
        assertThat(tokens.read(stranger.sign(token))).isEmpty();
    }

    @Test
    @Tag("attack-12")
    void readWhenExpiredThenRefused() {
        String link = tokens.sign(token);
        clock.advance(LIFETIME.minusSeconds(1));
        assertThat(tokens.read(link)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(link)).isEmpty();
    }

    @Test
    void readWhenFromTheFutureThenRefused() {
        Instant later = clock.instant().plus(Duration.ofMinutes(2));
        ActivationToken early = new ActivationToken(token.account(), later, token.nonce());
        assertThat(tokens.read(tokens.sign(early))).isEmpty();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
