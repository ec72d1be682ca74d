package io.gatehouse.admin.acting;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.Endpoints;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The one place that says what whoever acts as somebody else may do: look at the account, open applications, and end it.
 * Everything else is refused and recorded, pages that nobody thought of included.
 */
final class ActingGuard extends OncePerRequestFilter {

    /** Set for requests of such sessions, to the name of the person. */
    static final String ATTRIBUTE = ActingGuard.class.getName();

    static final String END = "/act-as/end";

    /** They ask for a client or a token, and never look at the session. */
    private static final Set<String> MACHINES =
            Set.of(Endpoints.TOKEN, Endpoints.INTROSPECT, Endpoints.REVOKE, Endpoints.USERINFO, Endpoints.JWKS);

    /** Spelt without anything that the container could read as another path. */
    private static final Pattern ASSET = Pattern.compile("/assets/(?!.*\\.\\.)[A-Za-z0-9._/-]+");

    private static final Set<String> LOOK = Set.of(
            "/",
            "/account",
            "/account/profile",
            "/account/sessions",
            "/account/apps",
            "/account/activity",
            Endpoints.AUTHORIZE,
            Endpoints.LOGOUT,
            Endpoints.LOGOUT + "/signed-out");

    private static final Set<String> DO =
            Set.of(END, "/sign-out", Endpoints.AUTHORIZE, Endpoints.LOGOUT, Endpoints.LOGOUT + "/confirm");

    private final SessionService sessions;
    private final AuditTrail audit;

    ActingGuard(SessionService sessions, AuditTrail audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return MACHINES.contains(path) || ASSET.matcher(path).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SsoSession> acting = sessions.current(request).filter(SsoSession::acting);
        if (acting.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(ATTRIBUTE, acting.get().displayName());
        if (allowed(request)) {
            chain.doFilter(request, response);
            return;
        }
        audit.recordDenial(AuditEntry.of(AuditAction.ACCESS_DENIED)
                .account(acting.get().accountId())
                .target("route", request.getMethod() + " " + request.getRequestURI()));
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    private static boolean allowed(HttpServletRequest request) {
        String path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> LOOK.contains(path);
            case "POST" -> DO.contains(path);
            default -> false;
        };
    }
}
