package io.gatehouse.admin.api;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Reach;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.session.SsoSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Decides before each handler: token with the audience (the filter saw to it), scope, permission, and a fresh factor where
 * it is dangerous. What declares nothing is refused.
 */
@Component
final class PermissionInterceptor implements HandlerInterceptor {

    private static final String SCOPED = Scoped.class.getName();

    private final AccessService access;
    private final ApiChallenges challenges;
    private final AdminTrail trail;
    private final Clock clock;

    PermissionInterceptor(AccessService access, ApiChallenges challenges, AdminTrail trail, Clock clock) {
        this.access = access;
        this.challenges = challenges;
        this.trail = trail;
        this.clock = clock;
    }

    /** The reach that this interceptor found for the request. */
    static Scoped scopedOf(HttpServletRequest request) {
        if (request.getAttribute(SCOPED) instanceof Scoped scoped) {
            return scoped;
        }
        throw new IllegalStateException("The handler runs without a permission");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller caller = ApiTokenFilter.callerOf(request);
        if (caller == null) {
            throw new ApiRefusal(401, "token_missing", "This API needs an access token.");
        }
        if (!(handler instanceof HandlerMethod method)) {
            // the handler of static files answers every path that no other does
            throw ApiRefusal.notFound();
        }
        if (method.getMethodAnnotation(TokenSuffices.class) == null) {
            permit(caller, method.getMethodAnnotation(Requires.class), request);
        }
        requireKnownParameters(method, request);
        return true;
    }

    private void permit(Caller caller, @Nullable Requires requires, HttpServletRequest request) {
        if (requires == null) {
            throw new ApiRefusal(403, "forbidden", "Nobody may do this.");
        }
        if (!caller.has(requires.value().scope())) {
            throw challenges.insufficientScope(requires.value().scope());
        }
        Reach reach = access.authoritiesOf(caller.account()).reach(requires.value());
        boolean enough = requires.over() == Requires.Over.EVERYTHING ? reach.everything() : !reach.nothing();
        if (!enough) {
            trail.denied(
                    request.getMethod() + " " + request.getRequestURI(),
                    requires.value().code());
            throw new ApiRefusal(
                    403,
                    "permission_missing",
                    "You lack the permission " + requires.value().code() + " for this.");
        }
        if (requires.does().dangerous() && !caller.fresh(SsoSession.ACR_MULTI_FACTOR, clock)) {
            throw challenges.staleAuthentication();
        }
        request.setAttribute(SCOPED, new Scoped(caller, reach));
    }

    /** A parameter that is misspelt or given twice would silently change what is asked for. */
    private static void requireKnownParameters(HandlerMethod method, HttpServletRequest request) {
        Set<String> known = known(method);
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (!known.contains(parameter.getKey()) || parameter.getValue().length != 1) {
                throw ApiRefusal.invalid(
                        "unknown_parameter", "A query parameter is unknown here, or given more than once.");
            }
        }
    }

    private static Set<String> known(HandlerMethod method) {
        Set<String> known = new HashSet<>();
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires != null) {
            known.addAll(Set.of(requires.parameters()));
        }
        for (MethodParameter parameter : method.getMethodParameters()) {
            Listed listed = parameter.getParameterAnnotation(Listed.class);
            if (listed != null) {
                known.addAll(ListQueries.PARAMETERS);
                if (listed.value().searchable()) {
                    known.add(ListQueries.SEARCH);
                }
            }
        }
        return known;
    }
}
