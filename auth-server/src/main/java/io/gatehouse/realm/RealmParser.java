package io.gatehouse.realm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML into a tree and remembers the line of every value. Anchors and aliases are refused, which also keeps a small file
 * from growing into a large tree.
 */
final class RealmParser {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int DEEPEST = 20;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loadSettings(LoadSettings.builder()
                    .setCodePointLimit(MOST_BYTES)
                    .setAllowDuplicateKeys(false)
                    .build())
            .build();

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final RealmProblems problems;
    private final Placeholders placeholders;

    private RealmParser(String file, Placeholders placeholders) {
        this.problems = new RealmProblems(file, lines);
        this.placeholders = placeholders;
    }

    /** The document; what is wrong with it so far is in its problems. */
    static RealmDocument parse(String file, String text, Placeholders placeholders) {
        RealmParser parser = new RealmParser(file, placeholders);
        ObjectNode tree = parser.document(text);
        return new RealmDocument(tree, parser.lines, parser.problems);
    }

    private ObjectNode document(String text) {
        try (YAMLParser yaml = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text)) {
            if (yaml.nextToken() == null) {
                return nodes.objectNode();
            }
            JsonNode root = value(yaml, "", 0);
            if (yaml.nextToken() != null) {
                problems.add(line(yaml), "the file must hold one YAML document.");
            }
            if (root instanceof ObjectNode object) {
                return object;
            }
            problems.add("", "the file must hold keys such as scopes, roles, people and clients.");
        } catch (JacksonException e) {
            problems.add(line(e), "this is not valid YAML: " + reason(e) + ".");
        }
        return nodes.objectNode();
    }

    private JsonNode value(YAMLParser yaml, String key, int depth) {
        lines.putIfAbsent(key, line(yaml));
        if (depth > DEEPEST) {
            throw new NestedTooDeepException(yaml);
        }
        JsonToken token = yaml.currentToken();
        if (yaml.isCurrentAlias()) {
            problems.add(key, "YAML aliases (*name) are not supported; repeat the value.");
            return nodes.stringNode("");
        }
        return switch (token) {
            case START_OBJECT -> object(yaml, key, depth);
            case START_ARRAY -> array(yaml, key, depth);
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_NUMBER_INT -> nodes.numberNode(yaml.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(yaml.getDecimalValue());
            default -> nodes.stringNode(placeholders.fill(yaml.getString(), name -> missing(key, name)));
        };
    }

    private ObjectNode object(YAMLParser yaml, String key, int depth) {
        ObjectNode object = nodes.objectNode();
        while (yaml.nextToken() != JsonToken.END_OBJECT) {
            String name = yaml.currentName();
            String child = key.isEmpty() ? name : key + "." + name;
            int line = line(yaml);
            yaml.nextToken();
            if (object.has(name)) {
                problems.add(line, "the key " + child + " occurs twice.");
            }
            lines.putIfAbsent(child, line);
            object.set(name, value(yaml, child, depth + 1));
        }
        return object;
    }

    private ArrayNode array(YAMLParser yaml, String key, int depth) {
        ArrayNode array = nodes.arrayNode();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(yaml, key + "[" + array.size() + "]", depth + 1));
        }
        return array;
    }

    private void missing(String key, String name) {
        problems.add(key, "the environment variable " + name + " is not set and ${" + name + "} has no default.");
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int line(JacksonException e) {
        MarkedYamlEngineException marked = marked(e);
        if (marked != null && marked.getProblemMark().isPresent()) {
            return marked.getProblemMark().get().getLine() + 1;
        }
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    /** Without the excerpt that the library would show: it could be a secret. */
    private static String reason(JacksonException e) {
        MarkedYamlEngineException marked = marked(e);
        if (marked != null) {
            return marked.getProblem();
        }
        return e instanceof NestedTooDeepException ? "it is nested too deep" : "it can't be read";
    }

    private static @Nullable MarkedYamlEngineException marked(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked) {
                return marked;
            }
        }
        return null;
    }

    private static final class NestedTooDeepException extends JacksonException {

        private static final long serialVersionUID = 1L;

        NestedTooDeepException(YAMLParser yaml) {
            super("nested too deep", yaml.currentTokenLocation(), null);
        }
    }
}
