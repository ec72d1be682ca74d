package io.gatehouse.admin.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON schemas of the API's records, with an example for each. */
final class ApiSchemas {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> known = new TreeMap<>();

    Map<String, Object> all() {
        return known;
    }

    Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName().replace("Document", "");
        if (!known.containsKey(name)) {
            // before its members, which may refer to it
            known.put(name, Map.of());
            known.put(name, object(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    Map<String, Object> page(Map<String, Object> item) {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "items", Map.of("type", "array", "items", item),
                        "next_cursor", Map.of("type", List.of("string", "null"))));
    }

    Map<String, Object> problem() {
        known.computeIfAbsent(
                "Problem",
                name -> Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("type", "title", "status", "code", "detail"),
                        "properties",
                        Map.of(
                                "type", Map.of("type", "string"),
                                "title", Map.of("type", "string"),
                                "status", Map.of("type", "integer"),
                                "code", Map.of("type", "string"),
                                "detail", Map.of("type", "string"),
                                "request_id", Map.of("type", "string")),
                        "examples",
                        List.of(Map.of(
                                "type", "about:blank",
                                "title", "Not Found",
                                "status", 404,
                                "code", "not_found",
                                "detail", "There is nothing here that you may see.",
                                "request_id", "aB3dE5fG7hJ9"))));
        return Map.of("$ref", "#/components/schemas/Problem");
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Map<String, @Nullable Object> example = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snake(component.getName());
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            members.put(name, schema(component.getGenericType(), nullable));
            if (!nullable) {
                required.add(name);
            }
            Example given = component.getAnnotation(Example.class);
            if (given != null) {
                example.put(name, JSON.readValue(given.value(), Object.class));
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", members);
        schema.put("required", required);
        schema.put("examples", List.of(example));
        return schema;
    }

    private Map<String, Object> schema(Type type, boolean nullable) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? Map.of(
                            "type",
                            types("array", nullable),
                            "items",
                            schema(generic.getActualTypeArguments()[0], false))
                    : Map.of("type", types("object", nullable));
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return reference(record);
        }
        return Map.of("type", types(primitive(type), nullable));
    }

    private static String primitive(Type type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        return type == long.class || type == Long.class || type == Integer.class ? "integer" : "string";
    }

    private static Object types(String name, boolean nullable) {
        return nullable ? List.of(name, "null") : name;
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
