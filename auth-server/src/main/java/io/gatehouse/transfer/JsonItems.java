package io.gatehouse.transfer;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Walks through a JSON file of any length and gives single values of bounded size as trees. */
final class JsonItems {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 4 * 1024 * 1024;
    private static final int LONGEST_NAME = 10_000;
    private static final long LONGEST_FILE = 16L * 1024 * 1024 * 1024;
    /** For one item: letters of all its names and texts, and 16 for each token. */
    private static final int LARGEST_ITEM = 8 * 1024 * 1024;

    private static final int TOKEN_WEIGHT = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .maxDocumentLength(LONGEST_FILE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final JsonParser parser;
    private long weight;

    private JsonItems(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the file's one value. */
    static void read(Path file, Value root) {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() == null) {
                throw refused(file, "it is empty", null);
            }
            root.read(new JsonItems(parser));
            if (parser.nextToken() != null) {
                throw refused(file, "something follows after its end", null);
            }
        } catch (JacksonException e) {
            throw refused(file, line(e) + " is not JSON that can be read: " + reason(e), e);
        } catch (IOException e) {
            throw refused(file, "it can't be read", e);
        }
    }

    boolean atObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean atArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Walks through the object at which the reader stands; what a field's reader leaves is skipped. */
    void fields(Field field) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (!field.read(name)) {
                skip();
            }
        }
    }

    /** Walks through the elements of the array at which the reader stands; anything else is skipped. */
    long each(String section, Element element) {
        if (!atArray()) {
            skip();
            return 0;
        }
        long index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = "line " + parser.currentLocation().getLineNr() + ", " + section + "[" + index + "]";
            element.read(place);
            index++;
        }
        return index;
    }

    /** The value at which the reader stands as a tree, or null if it is too large to be kept. */
    @Nullable
    JsonNode tree() {
        weight = 0;
        JsonNode tree = node();
        return weight > LARGEST_ITEM ? null : tree;
    }

    /** The text at which the reader stands, or nothing. */
    @Nullable
    String text() {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    void skip() {
        parser.skipChildren();
    }

    private JsonNode node() {
        weight += TOKEN_WEIGHT;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_STRING -> text(parser.getString());
            default -> number(parser.getString());
        };
    }

    private JsonNode text(String value) {
        weight += value.length();
        return nodes.stringNode(value);
    }

    /** Only whole numbers mean anything in these files; others are kept as text. */
    private JsonNode number(String value) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && value.length() <= 18) {
            return nodes.numberNode(Long.parseLong(value));
        }
        return text(value);
    }

    private JsonNode object() {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            weight += name.length();
            parser.nextToken();
            JsonNode value = node();
            if (weight <= LARGEST_ITEM) {
                object.set(name, value);
            }
        }
        return object;
    }

    private JsonNode array() {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode value = node();
            if (weight <= LARGEST_ITEM) {
                array.add(value);
            }
        }
        return array;
    }

    private static String line(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "it" : "line " + location.getLineNr();
    }

    /** The parser's words without the text that it stumbled over, which may be a secret. */
    private static String reason(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is nested deeper than " + DEEPEST + " levels, or a text in it is longer than 4 MB";
        }
        return e instanceof UnexpectedEndOfInputException
                ? "the file is cut off"
                : "there is a syntax error, or a key occurs twice in one object";
    }

    static GatehouseException refused(Path file, String why, @Nullable Throwable cause) {
        return new GatehouseException(
                ErrorCode.INVALID_REQUEST, "Nothing of " + file.getFileName() + " was taken: " + why + ".", cause);
    }

    /** Reads a value from where the reader stands to its end. */
    interface Value {
        void read(JsonItems items);
    }

    /** Reads the value of a field, or says that it did not. */
    interface Field {
        boolean read(String name);
    }

    /** Reads an element of an array to its end. */
    interface Element {
        void read(String place);
    }
}
