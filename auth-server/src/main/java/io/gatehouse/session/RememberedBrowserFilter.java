package io.gatehouse.session;

import io.gatehouse.web.BrowserCookies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signs the person of a remembered browser in when they open a page and have no session. Never for a form: it belongs to the
 * session that its page was made for.
 */
final class RememberedBrowserFilter extends OncePerRequestFilter {

    private final RememberedBrowsers browsers;
    private final SessionService sessions;
    private final BrowserCookies cookies;

    RememberedBrowserFilter(RememberedBrowsers browsers, SessionService sessions, BrowserCookies cookies) {
        this.browsers = browsers;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"GET".equals(request.getMethod())
                || request.getRequestURI().startsWith("/assets/")
                || !browsers.mayApply(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (sessions.current(request).isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<RememberedBrowsers.Resumed> resumed = browsers.resume(request, response);
        if (resumed.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(new WithSession(request, cookies, resumed.get().secret()), response);
    }

    /** The request as the browser would have sent it a moment later, so that its forms fit the new session. */
    private static final class WithSession extends HttpServletRequestWrapper {

        private final String name;
        private final String secret;

        WithSession(HttpServletRequest request, BrowserCookies cookies, String secret) {
            super(request);
            this.name = cookies.nameOnWire(BrowserCookies.SESSION);
            this.secret = secret;
        }

        @Override
        public Cookie[] getCookies() {
            Cookie[] sent = super.getCookies();
            return Stream.concat(
                            Stream.of(sent).filter(cookie -> !cookie.getName().equals(name)),
                            Stream.of(new Cookie(name, secret)))
                    .toArray(Cookie[]::new);
        }
    }
}
