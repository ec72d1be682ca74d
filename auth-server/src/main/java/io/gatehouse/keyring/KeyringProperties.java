package io.gatehouse.keyring;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keyring lies and, if wanted, the key that encrypts it.
 *
 * @param file the keyring file; {@code keyring.json} in the data folder unless set
 * @param key base64 of 32 bytes under which the file's keys are encrypted
 * @param keyFile a file that holds the same, for container secrets
 */
@ConfigurationProperties("gatehouse.keyring")
public record KeyringProperties(
        @Nullable Path file, @Nullable String key, @Nullable Path keyFile) {

    private static final String REMEDY =
            " must be base64 of exactly 32 bytes: make one with 'openssl rand -base64 32'.";

    /** The file to use, given the server's data folder. */
    Path fileIn(Path data) {
        return file == null
                ? data.resolve("keyring.json")
                : file.toAbsolutePath().normalize();
    }

    /** The bytes of the wrapping key, or null when the file is to hold its keys unencrypted. */
    byte @Nullable [] wrappingKey() {
        String direct = key == null || key.isBlank() ? null : key.strip();
        String fromFile = keyFile == null ? null : contentOf(keyFile);
        if (direct != null && fromFile != null && !direct.equals(fromFile)) {
            throw misconfigured(
                    "GATEHOUSE_KEYRING_KEY and GATEHOUSE_KEYRING_KEY_FILE hold different keys: keep one.", null);
        }
        if (direct != null) {
            return decoded(direct, "gatehouse.keyring.key (GATEHOUSE_KEYRING_KEY)");
        }
        return fromFile == null ? null : decoded(fromFile, "The key in " + keyFile + " (GATEHOUSE_KEYRING_KEY_FILE)");
    }

    private static byte[] decoded(String base64, String name) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw misconfigured(name + REMEDY, null);
        }
        if (bytes.length != 32) {
            throw misconfigured(name + REMEDY, null);
        }
        return bytes;
    }

    private static String contentOf(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw misconfigured("The file that GATEHOUSE_KEYRING_KEY_FILE names cannot be read: " + path + ".", e);
        }
    }

    private static GatehouseException misconfigured(String sentence, @Nullable Throwable cause) {
        return new GatehouseException(ErrorCode.MISCONFIGURED, sentence, cause);
    }

    @Override
    public String toString() {
        return "KeyringProperties[file=" + file + ", key=" + (key == null ? "unset" : "set") + ", keyFile=" + keyFile
                + "]";
    }
}
