package io.gatehouse.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into trees without trusting that anything is what it should be. */
final class Json {

    private static final JsonMapper INNER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(64 * 1024)
                            .build())
                    .build())
            .build();

    private Json() {}

    static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? value.stringValue() : null;
    }

    static String text(JsonNode node, String key, String otherwise) {
        String value = text(node, key);
        return value == null ? otherwise : value;
    }

    static boolean flag(JsonNode node, String key, boolean otherwise) {
        return node.path(key).booleanValue(otherwise);
    }

    static long number(JsonNode node, String key, long otherwise) {
        JsonNode value = node.path(key);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : otherwise;
    }

    /** The texts of an array. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(value -> {
                if (value.isString()) {
                    texts.add(value.stringValue());
                }
            });
        }
        return texts;
    }

    static Set<String> names(JsonNode array) {
        return new LinkedHashSet<>(texts(array));
    }

    /** JSON inside a text; nothing if it is none. */
    static JsonNode inside(@Nullable String json) {
        if (json == null) {
            return INNER.missingNode();
        }
        try {
            return INNER.readTree(json);
        } catch (JacksonException e) {
            return INNER.missingNode();
        }
    }
}
