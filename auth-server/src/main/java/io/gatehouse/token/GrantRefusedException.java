package io.gatehouse.token;

/** A code or refresh token that gets no tokens: {@code invalid_grant} for the client, the reason for the operator's log. */
public final class GrantRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GrantRefusedException(String operatorMessage) {
        super(operatorMessage);
    }
}
