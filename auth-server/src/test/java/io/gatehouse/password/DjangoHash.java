package io.gatehouse.password;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A line that src/test/python/django_hashes.py printed. */
record DjangoHash(String version, String hasher, String encoded, String password) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<DjangoHash> parse(String lines) {
        return lines.lines()
                .map(line -> line.split("\t"))
                .map(part -> new DjangoHash(part[0], part[1], part[2], JSON.readValue(part[3], String.class)))
                .toList();
    }

    /** Whether it costs what Django takes by default; see the script. */
    boolean dear() {
        return password.startsWith("correct horse");
    }

    @Override
    public String toString() {
        return "Django " + version + " " + hasher + ", " + password.length() + " characters";
    }
}
