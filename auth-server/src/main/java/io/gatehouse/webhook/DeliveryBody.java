package io.gatehouse.webhook;

import io.gatehouse.audit.FeedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that receivers get: {@code type}, {@code timestamp}, {@code data}. Identifiers and codes only, so that erasing a
 * person here need not reach into other people's logs.
 */
final class DeliveryBody {

    private static final JsonMapper JSON = JsonMapper.shared();

    private DeliveryBody() {}

    static byte[] of(FeedEvent event, FeedEvent.Facts facts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", event.id().toString());
        data.put("outcome", facts.outcome());
        data.put("actor", named(facts.actorType(), facts.actorId()));
        put(data, "person", facts.account());
        if (facts.target() != null) {
            data.put("target", named(facts.target().type(), facts.target().id()));
        }
        put(data, "client_id", facts.clientId());
        put(data, "request_id", facts.requestId());
        return json(facts.action(), facts.at().toString(), data);
    }

    static byte[] test(JdbcDeliveries.Claimed claimed) {
        return json(
                WebhookDelivery.TEST,
                claimed.createdAt().toString(),
                Map.of("webhook", claimed.endpoint().toString()));
    }

    private static Map<String, Object> named(String type, @Nullable String id) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("type", type);
        put(named, "id", id);
        return named;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value.toString());
        }
    }

    private static byte[] json(String type, String timestamp, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", timestamp);
        body.put("data", data);
        return JSON.writeValueAsBytes(body);
    }
}
