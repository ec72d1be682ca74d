package io.gatehouse.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every URL under {@code /sign-in/}: it opens only while its step is the one that is missing. Whoever comes
 * out of turn is led to what is missing, whatever method and parameters they send.
 */
final class SignInGuard implements HandlerInterceptor {

    private final SignInFlow flow;

    SignInGuard(SignInFlow flow) {
        this.flow = flow;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<PendingSignIn> pending = flow.pending(request);
        if (pending.isPresent() && flow.allowed(request.getRequestURI(), pending.get(), request)) {
            return true;
        }
        String next = pending.flatMap(state -> flow.missing(state, request)).orElse("/sign-in");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, next);
        return false;
    }
}
