package io.gatehouse.keyring;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The three Tink keysets of a ring, and their JSON form: in clear, or each encrypted under the wrapping key. */
record KeySets(KeysetHandle aead, KeysetHandle prf, KeysetHandle mac) {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink did not start", e);
        }
    }

    static KeySets generate() throws GeneralSecurityException {
        return new KeySets(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF),
                KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG));
    }

    /** The same ring with one more key of each kind, which is not used yet but understood. */
    KeySets withStagedKeys() throws GeneralSecurityException {
        return new KeySets(
                staged(aead, PredefinedAeadParameters.AES256_GCM),
                staged(prf, PredefinedPrfParameters.HMAC_SHA256_PRF),
                staged(mac, PredefinedMacParameters.HMAC_SHA256_256BITTAG));
    }

    /** The same ring, using its newest keys from now on. */
    KeySets withNewestPrimary() throws GeneralSecurityException {
        return new KeySets(promoted(aead), promoted(prf), promoted(mac));
    }

    boolean staged() {
        return !aead.getAt(aead.size() - 1).isPrimary();
    }

    String toJson(@Nullable Aead wrapping) throws GeneralSecurityException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("encrypted", wrapping != null);
        root.set("aead", node("aead", aead, wrapping));
        root.set("prf", node("prf", prf, wrapping));
        root.set("mac", node("mac", mac, wrapping));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    static boolean encrypted(String json) throws GeneralSecurityException {
        return root(json).path("encrypted").asBoolean(false);
    }

    static KeySets parse(String json, @Nullable Aead wrapping) throws GeneralSecurityException {
        JsonNode root = root(json);
        if (root.path("format").asInt(0) != FORMAT) {
            throw new GeneralSecurityException("unknown keyring format");
        }
        return new KeySets(
                handle("aead", root, wrapping), handle("prf", root, wrapping), handle("mac", root, wrapping));
    }

    private static JsonNode root(String json) throws GeneralSecurityException {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            // The parser's message may quote the file, so it is not kept as the cause.
            throw new GeneralSecurityException("not JSON");
        }
    }

    private static JsonNode node(String name, KeysetHandle handle, @Nullable Aead wrapping)
            throws GeneralSecurityException {
        return JSON.readTree(
                wrapping == null
                        ? TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get())
                        : TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(handle, wrapping, label(name)));
    }

    private static KeysetHandle handle(String name, JsonNode root, @Nullable Aead wrapping)
            throws GeneralSecurityException {
        String json = root.path(name).toString();
        return wrapping == null
                ? TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
                : TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, wrapping, label(name));
    }

    /** Bound to each wrapped keyset, so that keysets of one file cannot be swapped. */
    private static byte[] label(String name) {
        return ("gatehouse.keyring." + name).getBytes(StandardCharsets.US_ASCII);
    }

    private static KeysetHandle staged(KeysetHandle handle, Parameters parameters) throws GeneralSecurityException {
        return KeysetHandle.newBuilder(handle)
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters).withRandomId())
                .build();
    }

    private static KeysetHandle promoted(KeysetHandle handle) throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
        builder.getAt(builder.size() - 1).makePrimary();
        return builder.build();
    }

    @Override
    public String toString() {
        return "KeySets[" + aead.size() + " keys of each kind]";
    }
}
