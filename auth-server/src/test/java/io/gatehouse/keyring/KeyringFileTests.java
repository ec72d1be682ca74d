package io.gatehouse.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keyring's file: made once, private, encrypted when asked, rotated without loss. */
final class KeyringFileTests {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("data").resolve("keyring.json");
    }

    @Test
    void openWhenNoFileThenMadePrivatelyAndKept() throws IOException {
        byte[] sealed = plain().open().encrypt(Purpose.OUTBOX, TEXT, "1");

        assertThat(plain().open().decrypt(Purpose.OUTBOX, sealed, "1")).isEqualTo(TEXT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(filesBeside()).containsExactly("keyring.json");
    }

    @Test
    void openWhenSixteenNodesStartAtOnceThenAllHaveTheSameRing() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path shared = folder.resolve("round-" + round).resolve("keyring.json");
            assertThat(hashesOfNodesStartingAtOnce(shared, 16))
                    .hasSize(16)
                    .containsOnly(hash(new KeyringFile(shared, null)));
        }
    }

    private static List<String> hashesOfNodesStartingAtOnce(Path shared, int nodes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(nodes);
        try (ExecutorService threads = Executors.newFixedThreadPool(nodes)) {
            Callable<String> node = () -> {
                start.await();
                return hash(new KeyringFile(shared, null));
            };
            List<String> hashes = new ArrayList<>();
            for (Future<String> started : threads.invokeAll(Collections.nCopies(nodes, node))) {
                hashes.add(started.get());
            }
            return hashes;
        }
    }

    private static String hash(KeyringFile file) {
        return HexFormat.of().formatHex(file.open().keyedHash(Purpose.CLIENT_SECRET, TEXT));
    }

    @Test
    void openWhenOthersMayReadThenRefusedNamingChmod() throws IOException {
        plain().open();
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));

        assertMisconfigured(() -> plain().open(), "chmod 600 " + path());
    }

    @Test
    void openWhenFileDamagedThenRefusedWithRemedy() throws IOException {
        plain().open();
        Files.writeString(path(), "{ half a ring");

        assertMisconfigured(() -> plain().open(), "restore it from its backup");
    }

    @Test
    void openWhenWrappedThenFileHoldsNoKeyInClear() throws IOException {
        byte[] sealed = wrapped(1).open().encrypt(Purpose.OUTBOX, TEXT, "1");

        assertThat(wrapped(1).open().decrypt(Purpose.OUTBOX, sealed, "1")).isEqualTo(TEXT);
        assertThat(Files.readString(path())).contains("encryptedKeyset").doesNotContain("\"keyData\"");
    }

    @Test
    void openWhenWrappingKeyIsWrongOrMissingThenRefusedWithRemedy() {
        wrapped(1).open();

        assertMisconfigured(() -> wrapped(2).open(), "GATEHOUSE_KEYRING_KEY");
        assertMisconfigured(() -> plain().open(), "is encrypted: set gatehouse.keyring.key");
    }

    @Test
    void openWhenKeyGivenButFileInClearThenRefusedWithRemedy() {
        plain().open();

        assertMisconfigured(() -> wrapped(1).open(), "rewrap");
    }

    @Test
    void rewrapWhenKeyChangesThenOnlyTheNewKeyOpensTheSameRing() {
        byte[] sealed = plain().open().encrypt(Purpose.OUTBOX, TEXT, "1");

        plain().rewrap(key(1));
        wrapped(1).rewrap(key(2));

        assertThat(wrapped(2).open().decrypt(Purpose.OUTBOX, sealed, "1")).isEqualTo(TEXT);
        assertMisconfigured(() -> wrapped(1).open(), "GATEHOUSE_KEYRING_KEY");

        wrapped(2).rewrap(null);
        assertThat(plain().open().decrypt(Purpose.OUTBOX, sealed, "1")).isEqualTo(TEXT);
    }

    @Test
    void rotateWhenDoneThenNewKeysAreUsedAndOldValuesStayValid() throws IOException {
        Keyring before = plain().open();
        byte[] sealed = before.encrypt(Purpose.OUTBOX, TEXT, "1");
        byte[] code = before.mac(Purpose.CSRF, TEXT);
        byte[] hash = before.keyedHash(Purpose.CLIENT_SECRET, TEXT);

        plain().rotate();

        Keyring after = plain().open();
        assertThat(after.decrypt(Purpose.OUTBOX, sealed, "1")).isEqualTo(TEXT);
        assertThat(after.verifyMac(Purpose.CSRF, code, TEXT)).isTrue();
        assertThat(after.keyedHash(Purpose.CLIENT_SECRET, TEXT)).isNotEqualTo(hash);
        assertThat(after.keyedHashes(Purpose.CLIENT_SECRET, TEXT).getFirst())
                .isEqualTo(after.keyedHash(Purpose.CLIENT_SECRET, TEXT));
        assertThat(after.keyedHashes(Purpose.CLIENT_SECRET, TEXT).getLast()).isEqualTo(hash);
        byte[] resealed = after.encrypt(Purpose.OUTBOX, TEXT, "1");
        assertThatIllegalStateException().isThrownBy(() -> before.decrypt(Purpose.OUTBOX, resealed, "1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(filesBeside()).containsExactly("keyring.json");
    }

    @Test
    void stageWhenDoneThenOldKeysAreUsedUntilPromoteAndBothNodesUnderstandEachOther() {
        byte[] hash = plain().open().keyedHash(Purpose.CLIENT_SECRET, TEXT);

        plain().stage();
        Keyring staged = plain().open();
        assertThat(staged.keyedHash(Purpose.CLIENT_SECRET, TEXT)).isEqualTo(hash);

        plain().promote();
        Keyring promoted = plain().open();
        assertThat(promoted.keyedHash(Purpose.CLIENT_SECRET, TEXT)).isNotEqualTo(hash);
        assertThat(staged.decrypt(Purpose.OUTBOX, promoted.encrypt(Purpose.OUTBOX, TEXT, "1"), "1"))
                .isEqualTo(TEXT);
        assertThat(staged.verifyMac(Purpose.CSRF, promoted.mac(Purpose.CSRF, TEXT), TEXT))
                .isTrue();
    }

    @Test
    void promoteWhenNothingStagedThenRefused() {
        plain().open();

        assertMisconfigured(() -> plain().promote(), "stage new ones first");
    }

    @Test
    void rotateWhenAnotherProcessIsChangingTheFileThenRefused() throws IOException {
        plain().open();
        Files.createFile(path().resolveSibling("keyring.json.lock"));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> plain().rotate())
                .withMessageContaining("another process");
    }

    @Test
    void wrappingKeyWhenNotThirtyTwoBytesOfBase64ThenRefusedWithoutShowingIt() {
        KeyringProperties shortKey = new KeyringProperties(null, "c2hvcnQ=", null);

        assertMisconfigured(shortKey::wrappingKey, "openssl rand -base64 32");
        assertThat(shortKey.toString()).doesNotContain("c2hvcnQ=");
    }

    @Test
    void wrappingKeyWhenInFileThenRead() throws IOException {
        Path secret =
                Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(key(7)) + "\n");

        assertThat(new KeyringProperties(null, null, secret).wrappingKey()).isEqualTo(key(7));
    }

    private KeyringFile plain() {
        return new KeyringFile(path(), null);
    }

    private KeyringFile wrapped(int fill) {
        return new KeyringFile(path(), key(fill));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private List<String> filesBeside() throws IOException {
        try (var files = Files.list(folder.resolve("data"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static void assertMisconfigured(ThrowingCallable start, String remedy) {
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(start)
                .withMessageContaining(remedy)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MISCONFIGURED));
    }
}
