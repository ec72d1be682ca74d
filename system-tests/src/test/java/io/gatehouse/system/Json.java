package io.gatehouse.system;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the server's protocol endpoints answer. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A text member of a JSON answer; fails when there is none. */
    static String text(HttpResponse<String> answer, String name) {
        JsonNode value = parse(answer.body()).path(name);
        if (!value.isString()) {
            throw new AssertionError("no " + name + " in " + answer.statusCode() + " " + answer.body());
        }
        return value.asString();
    }
}
