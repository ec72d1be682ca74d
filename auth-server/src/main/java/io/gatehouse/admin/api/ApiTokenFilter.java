package io.gatehouse.admin.api;

import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.token.ApiAccess;
import io.gatehouse.token.TokenInspection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody pass who does not show a live token for this API in the Authorization header (RFC 6750 section 2.1). Cookies,
 * forms and queries carry none.
 */
final class ApiTokenFilter extends OncePerRequestFilter {

    private static final String CALLER = Caller.class.getName();
    private static final String BEARER = "Bearer ";

    private final TokenInspection tokens;
    private final Problems problems;
    private final String resource;
    private final String challenge;

    ApiTokenFilter(TokenInspection tokens, Problems problems, GatehouseProperties server) {
        this.tokens = tokens;
        this.problems = problems;
        this.resource = ApiPaths.resource(server);
        this.challenge = challenge(server);
    }

    static String challenge(GatehouseProperties server) {
        // RFC 9728 section 5.1: where a client finds out which tokens this API wants
        return "Bearer realm=\"admin\", resource_metadata=\"" + server.url(ApiPaths.RESOURCE_METADATA) + "\"";
    }

    /** The caller whom this filter let pass; nothing for any other request. */
    static @Nullable Caller callerOf(HttpServletRequest request) {
        return (Caller) request.getAttribute(CALLER);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token == null) {
            // RFC 6750 section 3.1: no error code when no token was given
            refuse("token_missing", "This API needs an access token.", challenge, request, response);
            return;
        }
        Optional<ApiAccess> access = tokens.openApi(token, resource);
        if (access.isEmpty()) {
            String detail = "The access token is invalid, expired, revoked, or not for this API.";
            refuse(
                    "invalid_token",
                    detail,
                    challenge + ", error=\"invalid_token\", error_description=\"" + detail + "\"",
                    request,
                    response);
            return;
        }
        request.setAttribute(CALLER, new Caller(access.get()));
        chain.doFilter(request, response);
    }

    private void refuse(
            String code, String detail, String authenticate, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> headers = Map.of(HttpHeaders.WWW_AUTHENTICATE, authenticate);
        problems.write(new ApiRefusal(401, code, detail, headers), request, response);
    }

    private static @Nullable String token(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() != 1 || !headers.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return headers.getFirst().substring(BEARER.length()).strip();
    }
}
