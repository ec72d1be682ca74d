package io.gatehouse.admin.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler answers: a status, headers, and a document that {@link ApiJson} writes. */
record Answer(
        int status, Map<String, String> headers, @Nullable Object body) {

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer of(Object body) {
        return new Answer(200, Map.of(), body);
    }

    static Answer created(String location, Object body) {
        return new Answer(201, Map.of("Location", location), body);
    }

    static Answer nothing() {
        return new Answer(204, Map.of(), null);
    }

    Answer tagged(String etag) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("ETag", etag);
        return new Answer(status, more, body);
    }
}
