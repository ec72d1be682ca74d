package io.gatehouse.protocol;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Not an error: the person is needed first, on the page at the given path of this server. */
final class InteractionRequiredException extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final transient AuthorizationRequest request;
    private final String because;

    /** The reason is the last part of the message {@code flow.because.<reason>}. */
    InteractionRequiredException(String path, AuthorizationRequest request, String because) {
        super("interaction_required");
        this.path = path;
        this.request = request;
        this.because = because;
    }

    AuthorizationRequest request() {
        return request;
    }

    String because() {
        return because;
    }

    String path() {
        return path;
    }
}
