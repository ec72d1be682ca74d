package io.gatehouse.protocol;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Not an error: the person is needed first, on the page at the given path of this server. */
final class InteractionRequiredException extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final String path;

    InteractionRequiredException(String path) {
        super("interaction_required");
        this.path = path;
    }

    String path() {
        return path;
    }
}
