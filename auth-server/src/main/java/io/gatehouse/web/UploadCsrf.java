package io.gatehouse.web;

import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/** Finds the token of a form also where a file follows its fields. */
final class UploadCsrf implements CsrfTokenRequestHandler {

    private final XorCsrfTokenRequestAttributeHandler plain = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        plain.handle(request, response, token);
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        return plain.resolveCsrfTokenValue(Upload.expected(request) ? new Fields(request) : request, token);
    }

    /** Answers for the fields of an upload; a form that can't be read has none. */
    private static final class Fields extends HttpServletRequestWrapper {

        private final HttpServletRequest request;

        Fields(HttpServletRequest request) {
            super(request);
            this.request = request;
        }

        @Override
        public @Nullable String getParameter(String name) {
            try {
                return Upload.of(request).field(name);
            } catch (GatehouseException e) {
                return null;
            }
        }
    }
}
