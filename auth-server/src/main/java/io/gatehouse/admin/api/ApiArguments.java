package io.gatehouse.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives handlers what they may have: checked objects, read bodies, list queries; never a bare identifier. */
@Component
final class ApiArguments implements HandlerMethodArgumentResolver {

    private final ObjectGuard people;
    private final ThingGuard things;
    private final ListQueries lists;
    private final Idempotency idempotency;
    private final ApiJson json;

    ApiArguments(ObjectGuard people, ThingGuard things, ListQueries lists, Idempotency idempotency, ApiJson json) {
        this.people = people;
        this.things = things;
        this.lists = lists;
        this.idempotency = idempotency;
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getContainingClass().getPackage().equals(ApiArguments.class.getPackage())
                && (parameter.hasParameterAnnotation(JsonBody.class) || known(parameter.getParameterType()));
    }

    private static boolean known(Class<?> type) {
        return type == AdminPerson.class
                || type == AdminSession.class
                || type == AdminProposal.class
                || type == ListQuery.class
                || type == Scoped.class
                || type == Once.class
                || type == Preconditions.class
                || ThingGuard.knows(type);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("This is no request");
        }
        if (parameter.hasParameterAnnotation(JsonBody.class)) {
            return json.read(ApiBodyFilter.bodyOf(request), parameter.getParameterType());
        }
        Class<?> type = parameter.getParameterType();
        if (type == ListQuery.class) {
            return lists.read(listing(parameter), request);
        }
        if (type == Once.class) {
            return idempotency.of(request);
        }
        if (type == Preconditions.class) {
            return new Preconditions(request.getHeader(HttpHeaders.IF_MATCH));
        }
        Scoped scoped = PermissionInterceptor.scopedOf(request);
        return type == Scoped.class ? scoped : object(type, parameter, scoped, request);
    }

    private Object object(Class<?> type, MethodParameter parameter, Scoped scoped, HttpServletRequest request) {
        if (type == AdminPerson.class || type == AdminSession.class) {
            Requires requires = Optional.ofNullable(parameter.getMethodAnnotation(Requires.class))
                    .orElseThrow(ApiRefusal::notFound);
            AdminPerson person =
                    people.person(ThingGuard.variable(request, "person"), scoped.caller(), requires.value());
            return type == AdminPerson.class ? person : people.session(person, ThingGuard.variable(request, "session"));
        }
        return type == AdminProposal.class
                ? people.proposal(ThingGuard.variable(request, "proposal"))
                : things.find(type, request, scoped);
    }

    private static Listing listing(MethodParameter parameter) {
        Listed listed = parameter.getParameterAnnotation(Listed.class);
        if (listed == null) {
            throw new IllegalStateException("The handler does not say which list it is about");
        }
        return listed.value();
    }
}
