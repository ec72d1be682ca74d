package io.gatehouse.shared;

/** Stable codes for refusals outside the OAuth protocol (which has its own), each with the HTTP status it answers with. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    /** The caller may not do this at all, or not to this one. */
    FORBIDDEN(403),
    /** The caller would give or take what they do not hold themselves. */
    BEYOND_OWN_RIGHTS(403),
    NOT_FOUND(404),
    CONFLICT(409),
    /** Roles or groups would contain themselves. */
    CIRCULAR(409),
    /** Nobody would be left who administers the server for good. */
    LAST_ADMINISTRATOR(409),
    /** One administrator is not enough for this change. */
    SECOND_PERSON_NEEDED(409),
    /** The object is no longer the version that the caller saw (RFC 9110 section 13.1.1). */
    VERSION_CHANGED(412),
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
