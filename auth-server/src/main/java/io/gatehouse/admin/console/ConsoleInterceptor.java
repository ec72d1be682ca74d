package io.gatehouse.admin.console;

import io.gatehouse.access.Reach;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signin.FreshSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Decides before each page of the console. Who lacks the permission learns no more than that there is nothing here; a
 * handler that declares none, or that is none of the console's, is there for nobody.
 */
@Component
final class ConsoleInterceptor implements HandlerInterceptor {

    private final Viewers viewers;
    private final FreshSignIn fresh;
    private final AdminTrail trail;

    ConsoleInterceptor(Viewers viewers, FreshSignIn fresh, AdminTrail trail) {
        this.viewers = viewers;
        this.fresh = fresh;
        this.trail = trail;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Viewer viewer = viewers.of(request).filter(Viewer::administers).orElseThrow(ConsoleInterceptor::nothing);
        if (!(handler instanceof HandlerMethod method) || !ofConsole(method) || !readable(request)) {
            throw nothing();
        }
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null && method.getMethodAnnotation(NeedsAnything.class) == null) {
            throw nothing();
        }
        if (needs != null && !enough(viewer, needs)) {
            trail.denied(
                    request.getMethod() + " " + pattern(request), needs.value().code());
            throw nothing();
        }
        String first = needs != null && needs.does().dangerous() ? proofFirst(viewer, needs, request) : null;
        if (first != null) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, first);
            return false;
        }
        viewer.keepFor(request);
        return true;
    }

    private static String pattern(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    static GatehouseException nothing() {
        return new GatehouseException(ErrorCode.NOT_FOUND, "nothing in the console for this person");
    }

    /** No name and no text of this server holds a zero character, and the database takes none. */
    private static boolean readable(HttpServletRequest request) {
        return request.getParameterMap().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(value -> value.indexOf('\0') >= 0);
    }

    private static boolean enough(Viewer viewer, Needs needs) {
        Reach reach = viewer.authorities().reach(needs.value());
        return needs.over() == Needs.Over.EVERYTHING ? reach.everything() : !reach.nothing();
    }

    private static boolean ofConsole(HandlerMethod method) {
        return method.getBeanType().getPackage().equals(ConsoleInterceptor.class.getPackage());
    }

    /** What was filled in is lost on the way, so that the person comes back to the page that asks for it. */
    private @Nullable String proofFirst(Viewer viewer, Needs needs, HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        String page = needs.formAbove() ? path.substring(0, path.lastIndexOf('/')) : path;
        String back = page + (query == null ? "" : "?" + query);
        Optional<String> missing = fresh.missing(viewer.session(), back);
        return missing.orElse(null);
    }
}
