package io.gatehouse.demo.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A note as the pages show it. */
public record Note(String text, String created) {

    /** Reads a list of notes: an array, or an object with an array called notes or items. */
    static List<Note> list(JsonNode json) {
        JsonNode array = Stream.of(json, json.path("notes"), json.path("items"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(json);
        List<Note> notes = new ArrayList<>();
        array.forEach(node -> notes.add(of(node)));
        return notes;
    }

    static Note of(JsonNode node) {
        return new Note(
                node.isString() ? node.stringValue() : first(node, "text", "body", "content", "title", "note"),
                first(node, "createdAt", "created_at", "created"));
    }

    private static String first(JsonNode node, String... names) {
        return Stream.of(names)
                .map(node::path)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst()
                .orElse("");
    }
}
