package io.gatehouse.shared;

/** Stable codes for refusals outside the OAuth protocol (which has its own), each with the HTTP status it answers with. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    NOT_FOUND(404),
    CONFLICT(409),
    LINK_INVALID(400),
    OVERLOADED(503),
    UNAVAILABLE(503),
    MISCONFIGURED(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
