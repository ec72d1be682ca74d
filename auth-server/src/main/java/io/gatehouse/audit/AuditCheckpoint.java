package io.gatehouse.audit;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The signed end of a segment of the chain. Whoever keeps one outside of the database can prove that nothing up to its last
 * position was changed or removed since.
 *
 * @param version of the encoding that is signed
 * @param root Merkle root of the segment's events
 * @param chainHash of the last position
 * @param previousHash hash of the checkpoint before
 * @param intact whether everything in the segment was in order when it was closed
 * @param kid the key that signed
 */
public record AuditCheckpoint(
        int version,
        long number,
        long firstPosition,
        long lastPosition,
        byte[] root,
        byte[] chainHash,
        byte[] previousHash,
        boolean intact,
        Instant createdAt,
        String kid,
        byte[] signature) {

    static final int VERSION = 1;

    private static final byte[] DOMAIN = TrailHash.domain("gatehouse audit signed checkpoint v1");
    private static final JsonMapper JSON = JsonMapper.shared();

    AuditCheckpoint withSignature(byte[] value) {
        return new AuditCheckpoint(
                version,
                number,
                firstPosition,
                lastPosition,
                root,
                chainHash,
                previousHash,
                intact,
                createdAt,
                kid,
                value);
    }

    byte[] signedBytes() {
        byte[] key = kid.getBytes(StandardCharsets.UTF_8);
        int hashes = root.length + chainHash.length + previousHash.length;
        return ByteBuffer.allocate(DOMAIN.length + Short.BYTES + 4 * Long.BYTES + hashes + 1 + key.length)
                .put(DOMAIN)
                .putShort((short) version)
                .putLong(number)
                .putLong(firstPosition)
                .putLong(lastPosition)
                .put(root)
                .put(chainHash)
                .put(previousHash)
                .put((byte) (intact ? 1 : 0))
                .putLong(TrailHash.micros(createdAt))
                .put(key)
                .array();
    }

    /** Hashes of the right length, so that the signed bytes can be put together at all. */
    boolean wellFormed() {
        return version == VERSION
                && root.length == TrailHash.BYTES
                && chainHash.length == TrailHash.BYTES
                && previousHash.length == TrailHash.BYTES
                && kid.length() < 200;
    }

    byte[] hash() {
        return TrailHash.checkpoint(signedBytes());
    }

    /** The checkpoint in one line, to be kept elsewhere. */
    public String toJson() {
        return JSON.writeValueAsString(fields());
    }

    Map<String, Object> fields() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "checkpoint");
        map.put("version", version);
        map.put("number", number);
        map.put("first_position", firstPosition);
        map.put("last_position", lastPosition);
        map.put("root", base64(root));
        map.put("chain_hash", base64(chainHash));
        map.put("previous_hash", base64(previousHash));
        map.put("intact", intact);
        map.put("created_at", createdAt.toString());
        map.put("kid", kid);
        map.put("signature", base64(signature));
        return map;
    }

    /** Reads what {@link #toJson} wrote. */
    public static AuditCheckpoint parse(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "This is no checkpoint as 'audit checkpoint' prints it.", e);
        }
    }

    static AuditCheckpoint of(JsonNode node) {
        if (node.path("version").asInt(0) != VERSION) {
            throw new IllegalArgumentException("a checkpoint of another version");
        }
        AuditCheckpoint checkpoint = new AuditCheckpoint(
                VERSION,
                node.path("number").asLong(),
                node.path("first_position").asLong(),
                node.path("last_position").asLong(),
                bytes(node, "root"),
                bytes(node, "chain_hash"),
                bytes(node, "previous_hash"),
                node.path("intact").asBoolean(),
                Instant.parse(node.path("created_at").asString()),
                node.path("kid").asString(),
                bytes(node, "signature"));
        if (!checkpoint.wellFormed()) {
            throw new IllegalArgumentException("hashes of a checkpoint have 32 bytes");
        }
        return checkpoint;
    }

    private static byte[] bytes(JsonNode node, String name) {
        return Base64.getUrlDecoder().decode(node.path(name).asString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
