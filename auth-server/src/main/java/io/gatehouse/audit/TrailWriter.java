package io.gatehouse.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a trail as NDJSON: one JSON object a line, which {@link TrailFile} reads. */
final class TrailWriter implements TrailVisitor {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Writer out;
    private long events;

    TrailWriter(Writer out) {
        this.out = out;
    }

    long events() {
        return events;
    }

    @Override
    public void key(PublicKeyEntry key) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "key");
        line.putAll(key.jwk());
        write(line);
    }

    @Override
    public void row(SealedRow row) {
        events++;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "event");
        line.put("position", row.position());
        line.put("event_id", row.eventId().toString());
        line.put("event_hash", base64(row.eventHash()));
        line.put("chain_hash", base64(row.chainHash()));
        StoredEvent event = row.event();
        if (event != null) {
            line.put("event", fields(event));
        }
        write(line);
    }

    @Override
    public void checkpoint(AuditCheckpoint checkpoint) {
        write(checkpoint.fields());
    }

    private static Map<String, Object> fields(StoredEvent event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", event.id().toString());
        map.put("version", event.version());
        map.put("occurred_at", event.at().toString());
        map.put("action", event.action());
        map.put("outcome", event.outcome());
        map.put("actor_type", event.actorType());
        putText(map, "actor_id", event.actorId());
        putText(map, "account_id", event.account());
        putText(map, "target_type", event.targetType());
        putText(map, "target_id", event.targetId());
        putText(map, "client_id", event.clientId());
        putText(map, "session_id", event.sid());
        putText(map, "acr", event.acr());
        putText(map, "amr", event.amr());
        putText(map, "request_id", event.requestId());
        map.put("facts", event.facts());
        putText(map, "actor_key", event.actor().key());
        putBytes(map, "actor_box", event.actor().content());
        putText(map, "person_key", event.person().key());
        putBytes(map, "person_box", event.person().content());
        map.put("mac", base64(event.mac()));
        return map;
    }

    private static void putText(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value.toString());
        }
    }

    private static void putBytes(Map<String, Object> map, String name, byte @Nullable [] value) {
        if (value != null) {
            map.put(name, base64(value));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void write(Map<String, Object> line) {
        try {
            out.write(JSON.writeValueAsString(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
