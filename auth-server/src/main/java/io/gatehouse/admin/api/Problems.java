package io.gatehouse.admin.api;

import io.gatehouse.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Writes problem documents (RFC 9457 section 3) with a stable code, a plain sentence, and the request's id. */
@Component
final class Problems {

    private final ApiJson json;

    Problems(ApiJson json) {
        this.json = json;
    }

    void write(ApiRefusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = HttpStatus.resolve(refusal.status());
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status == null ? "Error" : status.getReasonPhrase());
        problem.put("status", refusal.status());
        problem.put("code", refusal.code());
        problem.put("detail", refusal.detail());
        String id = RequestId.of(request);
        if (id != null) {
            problem.put("request_id", id);
        }
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        byte[] bytes = json.write(problem);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
