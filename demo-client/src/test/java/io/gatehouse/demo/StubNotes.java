package io.gatehouse.demo;

import io.gatehouse.demo.StubServer.Reply;
import io.gatehouse.demo.StubServer.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notes API that accepts every token except those a test refuses. */
final class StubNotes {

    final StubServer server = new StubServer();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final Set<String> seen = ConcurrentHashMap.newKeySet();
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    volatile boolean secretOpen;

    StubNotes() {
        server.on("/notes", this::notes);
        server.on(
                "/notes/secret", request -> secretOpen ? Reply.json(200, "{\"text\":\"the gate is open\"}") : stepUp());
        server.on("/admin/notes/statistics", request -> challenge(403, "error=\"insufficient_scope\""));
    }

    void reset() {
        bodies.clear();
        seen.clear();
        refused.clear();
        secretOpen = false;
    }

    private Reply notes(Request request) {
        String authorization = Objects.requireNonNullElse(request.authorization(), "");
        if (refused.contains(authorization)) {
            return challenge(401, "error=\"invalid_token\", error_description=\"The token was revoked\"");
        }
        seen.add(authorization);
        if (request.method().equals("POST")) {
            bodies.add(request.body());
            return Reply.json(201, "{}");
        }
        return Reply.json(200, "[{\"text\":\"<i>buy</i> milk\"},{\"text\":\"call Bob\"}]");
    }

    private static Reply stepUp() {
        return challenge(
                401,
                "error=\"insufficient_user_authentication\", error_description=\"A second factor is needed\","
                        + " acr_values=\"urn:gatehouse:acr:2fa\", max_age=\"120\"");
    }

    private static Reply challenge(int status, String parameters) {
        return new Reply(status, Map.of("WWW-Authenticate", "Bearer realm=\"notes\", " + parameters), "");
    }
}
