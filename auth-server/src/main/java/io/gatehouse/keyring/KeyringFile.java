package io.gatehouse.keyring;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * The ring's one file: made on first start, opened on every other, extended by a rotation, re-encrypted under another
 * wrapping key. All nodes need the same file.
 */
public final class KeyringFile {

    private final Path path;
    private final @Nullable Aead wrapping;

    /**
     * @param path where the ring lies or is to lie
     * @param wrappingKey 32 bytes that encrypt the file's keys, or null
     */
    public KeyringFile(Path path, byte @Nullable [] wrappingKey) {
        this.path = path.toAbsolutePath().normalize();
        this.wrapping = wrappingKey == null ? null : aead(wrappingKey);
    }

    /** Whether the file's keys are encrypted under a wrapping key that lies elsewhere. */
    boolean wrapped() {
        return wrapping != null;
    }

    /** The ring in the file; when there is no file, makes one. Nodes that do so at once end up with the same ring. */
    public Keyring open() {
        try {
            if (!SecretFile.exists(path)) {
                SecretFile.create(path, KeySets.generate().toJson(wrapping));
            }
            return new TinkKeyring(read());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink could not make a keyring", e);
        }
    }

    /** Adds new keys and uses them from now on; what the old keys made stays valid. For a single node, or one shared file. */
    public void rotate() {
        change(KeySets::withStagedKeys, KeySets::withNewestPrimary);
    }

    /** Adds new keys that are understood but not used yet, so that the file can reach every node before {@link #promote}. */
    public void stage() {
        change(KeySets::withStagedKeys);
    }

    /** Uses the keys that {@link #stage} added, from now on. */
    public void promote() {
        change(keys -> {
            if (!keys.staged()) {
                throw misconfigured("The keyring " + path + " holds no staged keys: stage new ones first.", null);
            }
            return keys.withNewestPrimary();
        });
    }

    /** Encrypts the file's keys under another wrapping key, or writes them in clear when it is null. */
    public void rewrap(byte @Nullable [] newWrappingKey) {
        Aead next = newWrappingKey == null ? null : aead(newWrappingKey);
        SecretFile.locked(path, () -> SecretFile.replace(path, read().toJson(next)));
    }

    private void change(Step... steps) {
        SecretFile.locked(path, () -> {
            KeySets keys = read();
            for (Step step : steps) {
                keys = step.apply(keys);
            }
            SecretFile.replace(path, keys.toJson(wrapping));
        });
    }

    private KeySets read() {
        try {
            SecretFile.requirePrivate(path);
            String json = SecretFile.read(path);
            requireMatchingKey(KeySets.encrypted(json));
            return KeySets.parse(json, wrapping);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (GeneralSecurityException e) {
            throw misconfigured(
                    wrapping == null
                            ? "The keyring " + path + " is damaged: restore it from its backup."
                            : "The keyring " + path + " does not open with this gatehouse.keyring.key "
                                    + "(GATEHOUSE_KEYRING_KEY): give the key it was encrypted with, or restore the file "
                                    + "from its backup.",
                    e);
        }
    }

    private void requireMatchingKey(boolean encrypted) {
        if (encrypted && wrapping == null) {
            throw misconfigured(
                    "The keyring " + path + " is encrypted: set gatehouse.keyring.key (GATEHOUSE_KEYRING_KEY or "
                            + "GATEHOUSE_KEYRING_KEY_FILE) to the key it was encrypted with.",
                    null);
        }
        if (!encrypted && wrapping != null) {
            throw misconfigured(
                    "The keyring " + path
                            + " is not encrypted although gatehouse.keyring.key (GATEHOUSE_KEYRING_KEY) is "
                            + "set: rewrap the keyring under that key, or remove the setting.",
                    null);
        }
    }

    private GatehouseException unreadable(IOException cause) {
        return misconfigured(
                "The keyring " + path
                        + " cannot be read or made: check gatehouse.keyring.file (GATEHOUSE_KEYRING_FILE) "
                        + "and that the server may write to its folder.",
                cause);
    }

    private static GatehouseException misconfigured(String sentence, @Nullable Throwable cause) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence, cause);
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw misconfigured("A wrapping key of the keyring must have 32 bytes.", e);
        }
    }

    /** A change of the ring. */
    private interface Step {
        KeySets apply(KeySets keys) throws GeneralSecurityException;
    }
}
