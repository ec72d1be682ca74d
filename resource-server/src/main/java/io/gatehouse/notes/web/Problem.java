package io.gatehouse.notes.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of every refusal (RFC 9457 section 3): a plain sentence for people in {@code detail}, a stable {@code code}
 * for programs. It never carries the text of an exception.
 */
public record Problem(String type, String title, int status, String detail, String code) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, code);
    }

    /** The problem for a status that needs no more explanation than its meaning. */
    public static Problem of(int statusCode) {
        HttpStatus known = HttpStatus.resolve(statusCode);
        HttpStatus status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        return switch (status) {
            case BAD_REQUEST -> of(status, "bad_request", "The request could not be understood.");
            case NOT_FOUND -> of(status, "not_found", "There is nothing at this address.");
            case METHOD_NOT_ALLOWED -> of(status, "method_not_allowed", "This address does not take this method.");
            case NOT_ACCEPTABLE -> of(status, "not_acceptable", "The answer is available as application/json only.");
            case CONTENT_TOO_LARGE -> of(status, "content_too_large", "The body is larger than 64 KB.");
            case UNSUPPORTED_MEDIA_TYPE ->
                of(status, "unsupported_media_type", "Send the body as application/json in UTF-8.");
            case SERVICE_UNAVAILABLE -> of(status, "unavailable", "The service is not available now. Try again soon.");
            default ->
                status.is4xxClientError()
                        ? of(status, "refused", "The request was refused.")
                        : of(status, "internal_error", "Something went wrong here. The operator's log has the cause.");
        };
    }

    /** Writes this problem as the whole answer. */
    public void writeTo(HttpServletResponse response) throws IOException {
        byte[] body = toJson().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }
}
