package io.gatehouse.protocol;

import io.gatehouse.shared.Endpoints;
import io.gatehouse.token.TokenInspection;
import io.gatehouse.token.UserInfoAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.json.JsonMapper;

/** The userinfo endpoint (OpenID Connect Core 5.3) with bearer tokens in the header or, for POST, the body (RFC 6750). */
@Controller
final class UserInfoController {

    private static final String BEARER = "Bearer ";

    private final TokenInspection tokens;
    private final UserInfoClaims claims;

    UserInfoController(TokenInspection tokens, JsonMapper json) {
        this.tokens = tokens;
        this.claims = new UserInfoClaims(json);
    }

    @RequestMapping(
            path = Endpoints.USERINFO,
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<?> userInfo(HttpServletRequest request) {
        String fromHeader = header(request.getHeader(HttpHeaders.AUTHORIZATION));
        String fromBody = body(request);
        if (fromHeader != null && fromBody != null) {
            // RFC 6750 section 2: one method at a time
            return refuse(400, "invalid_request", "The token is given twice.");
        }
        String token = fromHeader == null ? fromBody : fromHeader;
        if (token == null) {
            // RFC 6750 section 3.1: no error code when no token was given
            return ResponseEntity.status(401)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build();
        }
        Optional<UserInfoAccess> access = tokens.openUserInfo(token);
        if (access.isEmpty()) {
            return refuse(401, "invalid_token", "The access token is invalid, expired or revoked.");
        }
        if (!access.get().scopes().contains("openid")) {
            return refuse(403, "insufficient_scope", "The scope openid is needed.");
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(claims.of(access.get()));
    }

    private static @Nullable String header(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).trim()
                : null;
    }

    /** RFC 6750 section 2.2; a token in the query is never read (section 5.3: it would end up in logs). */
    private static @Nullable String body(HttpServletRequest request) {
        boolean query =
                request.getQueryString() != null && request.getQueryString().contains("access_token");
        return HttpMethod.POST.matches(request.getMethod()) && !query ? request.getParameter("access_token") : null;
    }

    private static ResponseEntity<?> refuse(int status, String code, String description) {
        return ResponseEntity.status(status)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"" + code + "\", error_description=\"" + description + "\"")
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", code, "error_description", description));
    }
}
