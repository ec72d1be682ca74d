package io.gatehouse.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows an exported trail to a visitor, line by line. */
final class TrailFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private TrailFile() {}

    static void show(BufferedReader lines, TrailVisitor visitor, Consumer<AuditFinding> findings) throws IOException {
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                show(JSON.readTree(line), visitor);
            } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                findings.accept(new AuditFinding(null, null, null, "line " + number + " of the file cannot be read"));
            }
        }
    }

    private static void show(JsonNode line, TrailVisitor visitor) {
        switch (line.path("type").asString("")) {
            case "key" -> visitor.key(PublicKeyEntry.of(line));
            case "event" -> visitor.row(row(line));
            case "checkpoint" -> visitor.checkpoint(AuditCheckpoint.of(line));
            default -> throw new IllegalArgumentException("no line of a trail");
        }
    }

    private static SealedRow row(JsonNode line) {
        JsonNode event = line.path("event");
        return new SealedRow(
                line.path("position").asLong(),
                UUID.fromString(line.path("event_id").asString()),
                required(line, "event_hash"),
                required(line, "chain_hash"),
                event.isObject() ? event(event) : null);
    }

    private static StoredEvent event(JsonNode event) {
        return new StoredEvent(
                UUID.fromString(event.path("id").asString()),
                event.path("version").asInt(),
                Instant.parse(event.path("occurred_at").asString()),
                event.path("action").asString(),
                event.path("outcome").asString(),
                event.path("actor_type").asString(),
                text(event, "actor_id"),
                id(event, "account_id"),
                text(event, "target_type"),
                text(event, "target_id"),
                text(event, "client_id"),
                id(event, "session_id"),
                text(event, "acr"),
                text(event, "amr"),
                text(event, "request_id"),
                event.path("facts").asString(),
                new SealedBox(id(event, "actor_key"), bytes(event, "actor_box")),
                new SealedBox(id(event, "person_key"), bytes(event, "person_box")),
                required(event, "mac"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : null;
    }

    private static @Nullable UUID id(JsonNode node, String name) {
        String text = text(node, name);
        return text == null ? null : UUID.fromString(text);
    }

    private static byte @Nullable [] bytes(JsonNode node, String name) {
        String text = text(node, name);
        return text == null ? null : Base64.getUrlDecoder().decode(text);
    }

    private static byte[] required(JsonNode node, String name) {
        return Base64.getUrlDecoder().decode(node.path(name).asString());
    }
}
