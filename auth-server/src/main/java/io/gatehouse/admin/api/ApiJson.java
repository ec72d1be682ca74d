package io.gatehouse.admin.api;

import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes the JSON of the API: strict, shallow, and deaf to members that nobody asked for. */
@Component
final class ApiJson {

    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 20_000;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, textual -> {
                textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    /** Reads a request body. A member that the type does not have is refused, so that nobody sets what is not theirs to set. */
    <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw ApiRefusal.invalid("body_missing", "The request needs a JSON object as its body.");
        }
        try {
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw ApiRefusal.invalid("body_missing", "The request needs a JSON object as its body.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw ApiRefusal.invalid("unknown_member", "The body has a member that this request does not know.");
        } catch (DatabindException e) {
            throw ApiRefusal.invalid("wrong_type", "A member of the body has the wrong type" + place(e) + ".");
        } catch (JacksonException e) {
            throw ApiRefusal.invalid("broken_json", "The body is not JSON that can be read.");
        }
    }

    byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** The member's name as our own type spells it; never what the caller wrote. */
    private static String place(DatabindException e) {
        if (e.getPath().isEmpty()) {
            return "";
        }
        String name = e.getPath().getFirst().getPropertyName();
        return name == null || !name.matches("[a-z_]{1,40}") ? "" : ": " + name;
    }
}
