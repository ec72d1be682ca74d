package io.gatehouse.client;

import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.shared.Endpoints;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads the one way in which a request authenticates its client; two ways at once are refused (RFC 6749 section 2.3). */
final class ClientCredentialsConverter implements AuthenticationConverter {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern ASCII_BASIC = Pattern.compile("(?i)basic +([A-Za-z0-9+/=]{1,4096})");
    private static final int LONGEST_SECRET = 1024;
    private static final int LONGEST_ASSERTION = 8192;

    /** Where a client without credentials may show up: the token and the revocation endpoint. */
    private static final Set<String> PUBLIC_PATHS = Set.of(Endpoints.TOKEN, Endpoints.REVOKE);

    private static final Set<String> CREDENTIALS = Set.of(
            OAuth2ParameterNames.CLIENT_ID,
            OAuth2ParameterNames.CLIENT_SECRET,
            OAuth2ParameterNames.CLIENT_ASSERTION,
            OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);

    @Override
    public Authentication convert(HttpServletRequest request) {
        refuseCredentialsInQuery(request);
        String clientId = single(request, OAuth2ParameterNames.CLIENT_ID);
        String secret = single(request, OAuth2ParameterNames.CLIENT_SECRET);
        String assertion = single(request, OAuth2ParameterNames.CLIENT_ASSERTION);
        String assertionType = single(request, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        boolean asserted = assertion != null || assertionType != null;
        int methods = headers.size() + (secret != null ? 1 : 0) + (asserted ? 1 : 0);
        if (methods > 1) {
            throw ClientRefusal.request("Use one way to authenticate the client, not several.");
        }
        if (!headers.isEmpty()) {
            return basic(headers.getFirst(), clientId);
        }
        if (secret != null) {
            return token(clientId, ClientAuthenticationMethod.CLIENT_SECRET_POST, secret);
        }
        if (asserted) {
            return assertion(clientId, assertion, assertionType);
        }
        return publicClient(request, clientId);
    }

    private static OAuth2ClientAuthenticationToken basic(String header, @Nullable String clientId) {
        Matcher match = ASCII_BASIC.matcher(header.strip());
        if (!match.matches()) {
            throw ClientRefusal.client("an Authorization header that is not well-formed Basic");
        }
        try {
            String[] parts = utf8(Base64.getDecoder().decode(match.group(1))).split(":", 2);
            if (parts.length != 2) {
                throw ClientRefusal.client("Basic credentials without a colon");
            }
            // RFC 6749 section 2.3.1: both are form-encoded before they are joined
            String id = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            String secret = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            if (clientId != null && !clientId.equals(id)) {
                throw ClientRefusal.client("a client_id parameter that differs from the Basic user name");
            }
            return token(id, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, secret);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw ClientRefusal.client("Basic credentials that can't be decoded");
        }
    }

    private static OAuth2ClientAuthenticationToken assertion(
            @Nullable String clientId, @Nullable String assertion, @Nullable String type) {
        if (assertion == null || !JWT_BEARER.equals(type)) {
            throw ClientRefusal.client("a client assertion without the type of RFC 7523");
        }
        if (assertion.length() > LONGEST_ASSERTION) {
            throw ClientRefusal.client("an oversized client assertion");
        }
        String subject;
        try {
            subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
        } catch (ParseException | RuntimeException e) {
            throw ClientRefusal.client("a client assertion that is not a signed JWT");
        }
        // RFC 7521 section 4.2: client_id is optional but must name the same client
        if (clientId != null && !clientId.equals(subject)) {
            throw ClientRefusal.client("a client_id parameter that differs from the assertion's subject");
        }
        return token(subject, ClientAuthenticationMethod.PRIVATE_KEY_JWT, assertion);
    }

    private static OAuth2ClientAuthenticationToken publicClient(HttpServletRequest request, @Nullable String clientId) {
        if (!PUBLIC_PATHS.contains(
                request.getRequestURI().substring(request.getContextPath().length()))) {
            throw ClientRefusal.client("no credentials where they are needed");
        }
        return token(clientId, ClientAuthenticationMethod.NONE, "");
    }

    private static OAuth2ClientAuthenticationToken token(
            @Nullable String clientId, ClientAuthenticationMethod method, String credentials) {
        if (clientId == null || !CLIENT_ID.matcher(clientId).matches()) {
            throw ClientRefusal.client("no usable client_id");
        }
        if (!method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT) && credentials.length() > LONGEST_SECRET) {
            throw ClientRefusal.client("an oversized client secret");
        }
        return new OAuth2ClientAuthenticationToken(clientId, method, credentials, null);
    }

    /** RFC 6749 section 2.3.1: credentials must not be in the request URI. */
    private static void refuseCredentialsInQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return;
        }
        for (String part : query.split("&")) {
            String name = part.split("=", 2)[0];
            try {
                name = URLDecoder.decode(name, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw ClientRefusal.request("The query is malformed.");
            }
            if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
                throw ClientRefusal.request("Client credentials belong in the body or header, never in the URL.");
            }
        }
    }

    /** RFC 6749 section 3.2: a parameter must not occur twice; an empty one counts as absent. */
    private static @Nullable String single(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw ClientRefusal.request("The parameter " + name + " occurs more than once.");
        }
        return values[0].isEmpty() ? null : values[0];
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
