package io.gatehouse.demo.wire;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response in full. It is used and then forgotten; only the masked step is kept. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as a JSON object; an empty one when it is something else. */
    public JsonNode json() {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node.isObject() || node.isArray() ? node : MAPPER.createObjectNode();
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    /** A string member of the JSON body. */
    public Optional<String> member(String name) {
        return json().path(name).stringValueOpt();
    }

    public List<String> header(String name) {
        return headers.allValues(name);
    }

    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
