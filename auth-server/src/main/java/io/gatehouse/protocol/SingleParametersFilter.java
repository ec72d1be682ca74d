package io.gatehouse.protocol;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses malformed requests to the machine endpoints before anything reads them: a parameter given twice (RFC 6749
 * section 3.2), one that is far too long, or a body that is not a form.
 */
final class SingleParametersFilter extends OncePerRequestFilter {

    private static final int MAX_VALUE_LENGTH = 16_384;

    private final ProtocolErrors errors;

    SingleParametersFilter(ProtocolErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HttpMethod.POST.matches(request.getMethod()) && !form(request.getContentType())) {
            refuse(response, "The body must be application/x-www-form-urlencoded.");
            return;
        }
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (parameter.getValue().length != 1) {
                refuse(response, "A parameter is given more than once.");
                return;
            }
            if (parameter.getValue()[0].length() > MAX_VALUE_LENGTH) {
                refuse(response, "A parameter is too long.");
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletResponse response, String description) throws IOException {
        errors.write(response, 400, new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
    }

    private static boolean form(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        try {
            return MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
