package io.gatehouse.notes.security;

import io.gatehouse.notes.NotesProperties;
import io.gatehouse.notes.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Tells a refused caller what to bring: RFC 6750 section 3, RFC 9449 section 7.1 and RFC 9470 section 3 in the header,
 * each with the way to the metadata (RFC 9728 section 5.1), and a {@link Problem} as body. All texts are fixed ones.
 */
@Component
final class Challenges implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String PROOF_ALGORITHMS = "ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final String metadataUrl;

    Challenges(NotesProperties properties) {
        this.metadataUrl = metadataUrl(properties.baseUrl());
    }

    /** RFC 9728 section 3.1: the well-known part goes between the host and the path of the resource. */
    private static String metadataUrl(String resource) {
        String path = URI.create(resource).getRawPath();
        String origin = resource.substring(0, resource.length() - path.length());
        return origin + "/.well-known/oauth-protected-resource" + path;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof IssuerUnavailableException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            answer(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "issuer_unavailable",
                    "The token cannot be checked now, because its issuer does not answer. Try again soon.");
            return;
        }
        if (!(failure instanceof OAuth2AuthenticationException refused)) {
            // RFC 6750 section 3.1: no error code for a caller who presented nothing.
            challenge(response, "Bearer", Map.of());
            challenge(response, "DPoP", Map.of());
            answer(response, HttpStatus.UNAUTHORIZED, "token_missing", "This address needs an access token.");
            return;
        }
        switch (refused.getError().getErrorCode()) {
            case "invalid_request" ->
                refuse(
                        request,
                        response,
                        HttpStatus.BAD_REQUEST,
                        parameters(
                                "invalid_request",
                                "Present one access token, in one Authorization header, and with DPoP one proof."));
            case "invalid_dpop_proof" ->
                refuse(
                        request,
                        response,
                        HttpStatus.UNAUTHORIZED,
                        parameters(
                                "invalid_dpop_proof",
                                "The DPoP proof is not valid for this request and this token, or was used before."));
            default ->
                refuse(
                        request,
                        response,
                        HttpStatus.UNAUTHORIZED,
                        parameters(
                                "invalid_token",
                                "The access token is malformed, expired, revoked, bound to a key, or not meant for this API."));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        Object result = failure instanceof AuthorizationDeniedException denied ? denied.getAuthorizationResult() : null;
        switch (result) {
            case Refusal.MissingScope missing ->
                refuse(
                        request,
                        response,
                        HttpStatus.FORBIDDEN,
                        parameters(
                                "insufficient_scope",
                                "The access token lacks the scope " + missing.scope() + ".",
                                "scope",
                                missing.scope()));
            case Refusal.MissingRole missing ->
                refuse(
                        request,
                        response,
                        HttpStatus.FORBIDDEN,
                        parameters("insufficient_scope", "The caller lacks the role " + missing.role() + "."));
            case Refusal.StaleAuthentication stale ->
                refuse(
                        request,
                        response,
                        HttpStatus.UNAUTHORIZED,
                        parameters(
                                "insufficient_user_authentication",
                                "This needs a second factor that was proved within the last "
                                        + stale.maxAge().toSeconds() + " seconds.",
                                "acr_values",
                                stale.acr(),
                                "max_age",
                                Long.toString(stale.maxAge().toSeconds())));
            case Refusal.NoSuchRoute route ->
                Problem.of(HttpStatus.NOT_FOUND.value()).writeTo(response);
            case null, default ->
                answer(response, HttpStatus.FORBIDDEN, "access_denied", "The caller may not do this.");
        }
    }

    private static Map<String, String> parameters(String error, String description, String... more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, Map<String, String> parameters)
            throws IOException {
        challenge(response, isProofOfPossession(request) ? "DPoP" : "Bearer", parameters);
        answer(
                response,
                status,
                parameters.getOrDefault("error", ""),
                parameters.getOrDefault("error_description", ""));
    }

    private void challenge(HttpServletResponse response, String scheme, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if ("DPoP".equals(scheme)) {
            all.put("algs", PROOF_ALGORITHMS);
        }
        all.put("resource_metadata", metadataUrl);
        response.addHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                all.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=\"" + parameter.getValue() + "\"")
                        .collect(Collectors.joining(", ", scheme + " ", "")));
    }

    private static void answer(HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        Problem.of(status, code, detail).writeTo(response);
    }

    private static boolean isProofOfPossession(HttpServletRequest request) {
        @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "DPoP ", 0, 5);
    }
}
