package io.gatehouse.demo.oidc;

/** An ID token that must not be believed. */
public final class IdTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdTokenException(String sentence) {
        super(sentence);
    }
}
