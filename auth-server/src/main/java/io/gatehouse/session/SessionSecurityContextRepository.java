package io.gatehouse.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Who is asking, by the session cookie alone; the database is read when somebody wants to know. */
final class SessionSecurityContextRepository implements SecurityContextRepository {

    private final SessionService sessions;

    SessionSecurityContextRepository(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Lazy(sessions, request);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Only {@link SessionService#start} signs a browser in. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.current(request).isPresent();
    }

    private static final class Lazy implements DeferredSecurityContext {

        private final SessionService sessions;
        private final HttpServletRequest request;
        private Optional<SecurityContext> context = Optional.empty();
        private boolean generated;

        Lazy(SessionService sessions, HttpServletRequest request) {
            this.sessions = sessions;
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (context.isEmpty()) {
                Optional<SsoSession> session = sessions.current(request);
                generated = session.isEmpty();
                context = Optional.of(
                        session.<SecurityContext>map(live -> new SecurityContextImpl(new SessionAuthentication(live)))
                                .orElseGet(SecurityContextImpl::new));
            }
            return context.get();
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
