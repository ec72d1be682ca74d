package io.gatehouse.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads an authorization request with the library's converter, after refusing what is ambiguous or far too long. */
final class AuthorizationRequestConverter implements AuthenticationConverter {

    private static final int MAX_VALUE_LENGTH = 2_048;
    private static final int MAX_PARAMETERS = 50;

    private final AuthenticationConverter converter = new OAuth2AuthorizationCodeRequestAuthenticationConverter();

    @Override
    public Authentication convert(HttpServletRequest request) {
        Map<String, String[]> parameters = request.getParameterMap();
        if (parameters.size() > MAX_PARAMETERS) {
            throw AuthorizationRequest.errorPage(OAuth2ErrorCodes.INVALID_REQUEST, "Too many parameters.");
        }
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            // RFC 6749 section 3.1: a parameter must not be given more than once
            if (parameter.getValue().length != 1) {
                throw AuthorizationRequest.errorPage(
                        OAuth2ErrorCodes.INVALID_REQUEST, "A parameter is given more than once.");
            }
            if (parameter.getValue()[0].length() > MAX_VALUE_LENGTH) {
                throw AuthorizationRequest.errorPage(OAuth2ErrorCodes.INVALID_REQUEST, "A parameter is too long.");
            }
        }
        if ("POST".equals(request.getMethod()) && request.getQueryString() != null) {
            // OpenID Connect Core 3.1.2.1: a POST carries its parameters in the body, and only there
            throw AuthorizationRequest.errorPage(
                    OAuth2ErrorCodes.INVALID_REQUEST, "The parameters of a POST belong into its body.");
        }
        if (parameters.containsKey("request_uri")) {
            throw AuthorizationRequest.errorPage("request_uri_not_supported", "request_uri is not supported.");
        }
        Authentication converted = converter.convert(request);
        if (converted == null) {
            throw AuthorizationRequest.errorPage(
                    OAuth2ErrorCodes.INVALID_REQUEST, "The parameter response_type is missing.");
        }
        return converted;
    }
}
