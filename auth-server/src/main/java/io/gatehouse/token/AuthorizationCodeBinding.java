package io.gatehouse.token;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization code is bound to besides its client.
 *
 * @param redirectUri the {@code redirect_uri} parameter of the authorization request, null if it was left out
 *     (RFC 6749 section 4.1.3)
 * @param codeChallenge the S256 challenge, null if the request had none (RFC 7636 section 4.4)
 */
public record AuthorizationCodeBinding(
        @Nullable String redirectUri, @Nullable String codeChallenge) {}
