package io.gatehouse.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the keyring promises its callers. */
final class TinkKeyringTests {

    private static final byte[] TEXT = "a private key".getBytes(StandardCharsets.UTF_8);

    private final Keyring keyring = TestKeyring.create();

    @Test
    void decryptWhenPurposeAndContextMatchThenPlaintext() {
        byte[] sealed = keyring.encrypt(Purpose.SIGNING_KEY, TEXT, "kid-1");

        assertThat(keyring.decrypt(Purpose.SIGNING_KEY, sealed, "kid-1")).isEqualTo(TEXT);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
    }

    @Test
    void decryptWhenPurposeContextOrRingDiffersThenRefused() {
        byte[] sealed = keyring.encrypt(Purpose.SIGNING_KEY, TEXT, "kid-1");

        assertThatIllegalStateException().isThrownBy(() -> keyring.decrypt(Purpose.OUTBOX, sealed, "kid-1"));
        assertThatIllegalStateException().isThrownBy(() -> keyring.decrypt(Purpose.SIGNING_KEY, sealed, "kid-2"));
        assertThatIllegalStateException()
                .isThrownBy(() -> TestKeyring.create().decrypt(Purpose.SIGNING_KEY, sealed, "kid-1"));
    }

    @Test
    void decryptWhenOneBitChangedThenRefused() {
        byte[] sealed = keyring.encrypt(Purpose.SIGNING_KEY, TEXT, "kid-1");
        sealed[sealed.length - 1] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> keyring.decrypt(Purpose.SIGNING_KEY, sealed, "kid-1"));
    }

    @Test
    void keyedHashWhenSameInputThenSameAndOfThirtyTwoBytes() {
        byte[] hash = keyring.keyedHash(Purpose.CLIENT_SECRET, TEXT);

        assertThat(hash).hasSize(32).isEqualTo(keyring.keyedHash(Purpose.CLIENT_SECRET, TEXT));
        assertThat(keyring.keyedHashes(Purpose.CLIENT_SECRET, TEXT))
                .hasSize(1)
                .first()
                .isEqualTo(hash);
    }

    @Test
    void keyedHashWhenPurposeOrRingDiffersThenDifferent() {
        byte[] hash = keyring.keyedHash(Purpose.CLIENT_SECRET, TEXT);

        assertThat(keyring.keyedHash(Purpose.REFRESH_TOKEN_CHILD, TEXT)).isNotEqualTo(hash);
        assertThat(TestKeyring.create().keyedHash(Purpose.CLIENT_SECRET, TEXT)).isNotEqualTo(hash);
    }

    @Test
    void verifyMacWhenPurposeMessageOrCodeDiffersThenFalse() {
        byte[] code = keyring.mac(Purpose.ACTIVATION_LINK, TEXT);

        assertThat(keyring.verifyMac(Purpose.ACTIVATION_LINK, code, TEXT)).isTrue();
        assertThat(keyring.verifyMac(Purpose.FIRST_ADMIN_LINK, code, TEXT)).isFalse();
        assertThat(keyring.verifyMac(Purpose.ACTIVATION_LINK, code, new byte[0]))
                .isFalse();
        assertThat(keyring.verifyMac(Purpose.ACTIVATION_LINK, new byte[0], TEXT))
                .isFalse();
        assertThat(TestKeyring.create().verifyMac(Purpose.ACTIVATION_LINK, code, TEXT))
                .isFalse();
    }

    @Test
    void domainWhenOnePurposeBeginsLikeAnotherThenInputsNeverCollide() {
        List<String> encoded = List.of(Purpose.values()).stream()
                .map(purpose -> HexFormat.of().formatHex(Domain.of(purpose, new byte[0])))
                .toList();

        assertThat(encoded).doesNotHaveDuplicates();
        assertThat(encoded)
                .noneMatch(one -> encoded.stream().anyMatch(other -> !other.equals(one) && other.startsWith(one)));
    }
}
