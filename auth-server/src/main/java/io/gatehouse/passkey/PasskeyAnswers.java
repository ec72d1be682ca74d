package io.gatehouse.passkey;

import java.time.Duration;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What the script is told: where to go next, or a sentence to show. */
final class PasskeyAnswers {

    private final MessageSource messages;

    PasskeyAnswers(MessageSource messages) {
        this.messages = messages;
    }

    static ResponseEntity<Map<String, Object>> options(Map<String, Object> options) {
        return ResponseEntity.ok(Map.of("publicKey", options));
    }

    static ResponseEntity<Map<String, Object>> next(String path) {
        return ResponseEntity.ok(Map.of("next", path));
    }

    ResponseEntity<Map<String, Object>> refused(String message) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("message", text(message)));
    }

    ResponseEntity<Map<String, Object>> throttled(Duration retryAfter) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()))
                .body(Map.of("message", text("passkey.error.throttled")));
    }

    /** The name for a new passkey. */
    PasskeyLabel label(String typed) {
        return new PasskeyLabel(typed, text("passkey.default-name"));
    }

    private String text(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
