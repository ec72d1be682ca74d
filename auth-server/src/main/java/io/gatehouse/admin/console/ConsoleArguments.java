package io.gatehouse.admin.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Gives handlers the viewer, and the people, groups and invitations that the guard let through; never a bare identifier of them. */
@Component
final class ConsoleArguments implements HandlerMethodArgumentResolver {

    private final ConsoleGuard guard;

    ConsoleArguments(ConsoleGuard guard) {
        this.guard = guard;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Viewer.class
                || type == GuardedPerson.class
                || type == GuardedGroup.class
                || type == GuardedInvitation.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Optional.ofNullable(web.getNativeRequest(HttpServletRequest.class))
                .orElseThrow(ConsoleInterceptor::nothing);
        Viewer viewer = Viewer.of(request).orElseThrow(ConsoleInterceptor::nothing);
        if (parameter.getParameterType() == Viewer.class) {
            return viewer;
        }
        Needs needs = Optional.ofNullable(parameter.getMethodAnnotation(Needs.class))
                .orElseThrow(ConsoleInterceptor::nothing);
        if (parameter.getParameterType() == GuardedInvitation.class) {
            return guard.invitation(variable(request, "invitation"), viewer, needs.value());
        }
        return parameter.getParameterType() == GuardedPerson.class
                ? guard.person(variable(request, "person"), viewer, needs.value())
                : guard.group(variable(request, "group"), viewer, needs.value());
    }

    private static String variable(HttpServletRequest request, String name) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> known && known.get(name) instanceof String value ? value : "";
    }
}
