package io.gatehouse.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Prints results as sentences and columns for people, or with {@code --json} as one JSON value for programs. */
final class Output {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream stream;
    private final PrintWriter out;
    private boolean json;

    /** Both write to the same place; the writer is for text. */
    Output(OutputStream stream, PrintWriter out) {
        this.stream = stream;
        this.out = out;
    }

    void json(boolean wanted) {
        json = wanted;
    }

    boolean json() {
        return json;
    }

    /** For bytes that are written as they are. */
    OutputStream stream() {
        out.flush();
        return stream;
    }

    /** For documents that are printed as they are. */
    PrintWriter writer() {
        return out;
    }

    /** Progress and explanations: for people only. */
    void say(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }

    /** The result as a sentence, or as its facts. */
    void result(String sentence, Map<String, ?> facts) {
        out.println(json ? JSON.writeValueAsString(facts) : sentence);
        out.flush();
    }

    /** Facts about one thing, one a line, or as a JSON object. */
    void facts(Map<String, ?> facts) {
        if (json) {
            out.println(JSON.writeValueAsString(facts));
        } else {
            int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
            facts.forEach((name, value) -> out.println((name + " ".repeat(width - name.length()) + "  "
                            + (value instanceof Collection<?> many
                                    ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                    : value))
                    .stripTrailing()));
        }
        out.flush();
    }

    /** What could not be done, and why. */
    void refusal(String sentence) {
        out.println(json ? JSON.writeValueAsString(Map.of("error", sentence)) : sentence);
        out.flush();
    }

    /** Rows that share their keys, as aligned columns without a headline, or as a JSON array. */
    void rows(List<? extends Map<String, ?>> rows) {
        if (json) {
            out.println(JSON.writeValueAsString(rows));
        } else {
            Map<String, Integer> widths = new LinkedHashMap<>();
            rows.forEach(row -> row.forEach(
                    (key, value) -> widths.merge(key, String.valueOf(value).length(), Math::max)));
            rows.forEach(row -> out.println(line(row, widths)));
        }
        out.flush();
    }

    /** A row from keys and values in turn, in this order. */
    static Map<String, String> row(String... keysAndValues) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            row.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return row;
    }

    private static String line(Map<String, ?> row, Map<String, Integer> widths) {
        List<String> cells = new ArrayList<>();
        widths.forEach((key, width) -> {
            String text = String.valueOf(row.get(key));
            cells.add(text + " ".repeat(Math.max(0, width - text.length())));
        });
        return String.join("  ", cells).stripTrailing();
    }
}
