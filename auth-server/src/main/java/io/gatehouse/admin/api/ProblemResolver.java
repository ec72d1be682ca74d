package io.gatehouse.admin.api;

import io.gatehouse.admin.AdminTrail;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Words whatever goes wrong below the API's path, known handler or not. The cause goes to the log and nowhere else. */
@Component
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    static final String BEYOND = "beyond_own_rights";

    private final Problems problems;
    private final AdminTrail trail;

    ProblemResolver(Problems problems, AdminTrail trail) {
        this.problems = problems;
        this.trail = trail;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (ApiTokenFilter.callerOf(request) == null) {
            return null;
        }
        ApiRefusal refusal = refusal(thrown);
        if (refusal.status() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        }
        if (refusal.code().equals(BEYOND)
                && handler instanceof HandlerMethod method
                && method.getMethodAnnotation(Requires.class) instanceof Requires requires) {
            trail.denied(
                    request.getMethod() + " " + request.getRequestURI(),
                    requires.value().code());
        }
        try {
            problems.write(refusal, request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    static ApiRefusal refusal(Throwable thrown) {
        return switch (thrown) {
            case ApiRefusal refusal -> refusal;
            case GatehouseException known -> known(known);
            case HttpRequestMethodNotSupportedException method -> methodNotAllowed(method);
            case HttpMediaTypeNotSupportedException type ->
                new ApiRefusal(415, "unsupported_media_type", "The body has to be application/json.");
            case ConcurrencyFailureException contended -> unavailable();
            case ErrorResponse response -> byStatus(response.getStatusCode().value());
            default -> byStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        };
    }

    private static ApiRefusal known(GatehouseException known) {
        ErrorCode code = known.code();
        String name = code.name().toLowerCase(Locale.ROOT);
        return switch (code) {
            case NOT_FOUND -> ApiRefusal.notFound();
            case VERSION_CHANGED -> Preconditions.stale();
            case CONFLICT -> ApiRefusal.conflict("This does not fit the present state.");
            case FORBIDDEN -> new ApiRefusal(403, "permission_missing", "You may not do this, or not to this one.");
            case BEYOND_OWN_RIGHTS ->
                new ApiRefusal(403, name, "You can't give or take what you do not hold yourself, as far and as long.");
            case CIRCULAR -> new ApiRefusal(409, name, "It would contain itself.");
            case LAST_ADMINISTRATOR -> new ApiRefusal(409, name, "Nobody would be left who administers the server.");
            case SECOND_PERSON_NEEDED ->
                new ApiRefusal(409, name, "This takes a second administrator, and can't be proposed in this way.");
            case INVALID_REQUEST, LINK_INVALID ->
                ApiRefusal.invalid(name, "The request can't be carried out as it is.");
            case OVERLOADED, UNAVAILABLE -> unavailable();
            case MISCONFIGURED -> byStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        };
    }

    private static ApiRefusal methodNotAllowed(HttpRequestMethodNotSupportedException method) {
        String[] allowed = method.getSupportedMethods();
        return new ApiRefusal(
                405,
                "method_not_allowed",
                "This path does not answer to that method.",
                allowed == null ? Map.of() : Map.of("Allow", String.join(", ", allowed)));
    }

    private static ApiRefusal unavailable() {
        return new ApiRefusal(503, "unavailable", "Please try again in a moment.", Map.of("Retry-After", "5"));
    }

    private static ApiRefusal byStatus(int status) {
        return switch (status) {
            case 404 -> ApiRefusal.notFound();
            case 406 -> new ApiRefusal(406, "not_acceptable", "Answers are application/json.");
            case 415 -> new ApiRefusal(415, "unsupported_media_type", "The body has to be application/json.");
            default ->
                status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                        ? new ApiRefusal(500, "internal_error", "Something went wrong here; the log knows what.")
                        : new ApiRefusal(status, "invalid_request", "The request can't be read.");
        };
    }
}
