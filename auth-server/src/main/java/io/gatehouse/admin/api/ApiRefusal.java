package io.gatehouse.admin.api;

import java.util.Map;

/** An expected refusal: a status, a code that stays the same for ever, and a plain sentence for the caller. */
final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;
    private final transient Map<String, String> headers;

    ApiRefusal(int status, String code, String detail, Map<String, String> headers) {
        super(code);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.headers = Map.copyOf(headers);
    }

    ApiRefusal(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    /** The same words for what does not exist and for what the caller may not see. */
    static ApiRefusal notFound() {
        return new ApiRefusal(404, "not_found", "There is nothing here that you may see.");
    }

    static ApiRefusal invalid(String code, String detail) {
        return new ApiRefusal(400, code, detail);
    }

    static ApiRefusal conflict(String detail) {
        return new ApiRefusal(409, "conflict", detail);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    Map<String, String> headers() {
        return headers;
    }
}
