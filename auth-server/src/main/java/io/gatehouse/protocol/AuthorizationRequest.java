package io.gatehouse.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.util.UriUtils;

/** An authorization request (RFC 6749 section 4.1.1) together with its client, read from the library's token. */
record AuthorizationRequest(OAuth2AuthorizationCodeRequestAuthenticationToken token, RegisteredClient client) {

    @Nullable
    String parameter(String name) {
        return token.getAdditionalParameters().get(name) instanceof String value && !value.isEmpty() ? value : null;
    }

    /** The requested scopes in a stable order. */
    Set<String> scopes() {
        return new TreeSet<>(token.getScopes());
    }

    /** The values of {@code prompt} (OpenID Connect Core 3.1.2.1). */
    Set<String> prompts() {
        String prompt = parameter("prompt");
        return prompt == null
                ? Set.of()
                : Arrays.stream(prompt.split(" "))
                        .filter(value -> !value.isEmpty())
                        .collect(Collectors.toSet());
    }

    /** Where the answer goes: the parameter, or the only registered URI (RFC 6749 section 3.1.2.3). */
    String redirectUri() {
        String requested = token.getRedirectUri();
        return requested == null || requested.isEmpty()
                ? client.getRedirectUris().iterator().next()
                : requested;
    }

    /** All parameters but the mark of an interaction, sorted and encoded: the identity of this request. */
    String canonicalQuery(String without) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", token.getClientId());
        parameters.put("scope", String.join(" ", scopes()));
        put(parameters, "redirect_uri", token.getRedirectUri());
        put(parameters, "state", token.getState());
        token.getAdditionalParameters().forEach((name, value) -> put(parameters, name, value.toString()));
        parameters.remove(without);
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** An error that goes back to the client by redirect: only for a request whose client and redirect URI are trusted. */
    OAuth2AuthenticationException error(String code, String description) {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        token.getAuthorizationUri(),
                        token.getClientId(),
                        AuthorizationProvider.principal(token),
                        redirectUri(),
                        token.getState(),
                        token.getScopes(),
                        Map.of());
        answer.setDetails(AuthorizationTrail.Details.of(this));
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(code, description, null), answer);
    }

    /** An error that is only shown to the person, since no redirect URI can be trusted (RFC 6749 section 4.1.2.1). */
    static OAuth2AuthenticationException errorPage(String code, String description) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(code, description, null), null);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
