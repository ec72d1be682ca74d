package io.gatehouse.notes.health;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class HealthController {

    record Health(String status) {}

    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    Health health() {
        return new Health("up");
    }
}
