package io.gatehouse.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code audit_event} as it is stored, with its canonical encoding (docs/guides/audit-trail.md): what is hashed, sealed
 * and exported.
 *
 * @param facts JSON of what tells nothing of a person
 * @param actor address and browser, encrypted
 * @param person facts about the person, encrypted
 * @param mac the server's proof that it wrote the row itself
 */
record StoredEvent(
        UUID id,
        int version,
        Instant at,
        String action,
        String outcome,
        String actorType,
        @Nullable String actorId,
        @Nullable UUID account,
        @Nullable String targetType,
        @Nullable String targetId,
        @Nullable String clientId,
        @Nullable UUID sid,
        @Nullable String acr,
        @Nullable String amr,
        @Nullable String requestId,
        String facts,
        SealedBox actor,
        SealedBox person,
        byte[] mac) {

    static final int VERSION = 1;

    StoredEvent withMac(byte[] code) {
        return new StoredEvent(
                id,
                version,
                at,
                action,
                outcome,
                actorType,
                actorId,
                account,
                targetType,
                targetId,
                clientId,
                sid,
                acr,
                amr,
                requestId,
                facts,
                actor,
                person,
                code);
    }

    /** Everything but the mac, each field with its length in front, in a fixed order. */
    byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            put(out, id);
            put(out, ByteBuffer.allocate(2).putShort((short) version).array());
            put(out, longBytes(TrailHash.micros(at)));
            put(out, action);
            put(out, outcome);
            put(out, actorType);
            put(out, actorId);
            put(out, account);
            put(out, targetType);
            put(out, targetId);
            put(out, clientId);
            put(out, sid);
            put(out, acr);
            put(out, amr);
            put(out, requestId);
            put(out, facts);
            put(out, actor.key());
            put(out, actor.content());
            put(out, person.key());
            put(out, person.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(DataOutputStream out, @Nullable String text) throws IOException {
        put(out, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(DataOutputStream out, @Nullable UUID id) throws IOException {
        put(
                out,
                id == null
                        ? null
                        : ByteBuffer.allocate(16)
                                .putLong(id.getMostSignificantBits())
                                .putLong(id.getLeastSignificantBits())
                                .array());
    }

    private static void put(DataOutputStream out, byte @Nullable [] value) throws IOException {
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public String toString() {
        return "StoredEvent[" + id + ", " + action + "]";
    }
}
