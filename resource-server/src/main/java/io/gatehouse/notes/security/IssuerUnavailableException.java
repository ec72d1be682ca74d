package io.gatehouse.notes.security;

import org.springframework.security.core.AuthenticationException;

/** The issuer cannot be asked now, so nobody can tell whether the token counts. Not the caller's fault: 503. */
final class IssuerUnavailableException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(String message) {
        super(message);
    }

    IssuerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
