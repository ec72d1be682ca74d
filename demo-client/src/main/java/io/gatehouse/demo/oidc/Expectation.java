package io.gatehouse.demo.oidc;

import org.jspecify.annotations.Nullable;

/**
 * What an ID token must say to be accepted.
 *
 * @param nonce the nonce sent, or null after a refresh
 * @param maxAge the max_age sent, in seconds
 * @param subject the person it must be about, after a refresh
 * @param accessToken the access token that came with it
 */
public record Expectation(
        String clientId,
        @Nullable String nonce,
        @Nullable Integer maxAge,
        @Nullable String subject,
        String accessToken) {

    @Override
    public String toString() {
        return "Expectation[clientId=" + clientId + "]";
    }
}
