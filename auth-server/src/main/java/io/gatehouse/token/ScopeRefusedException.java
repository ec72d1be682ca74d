package io.gatehouse.token;

/** A scope beyond the grant: {@code invalid_scope} for the client (RFC 6749 section 6). */
public final class ScopeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScopeRefusedException(String operatorMessage) {
        super(operatorMessage);
    }
}
