package io.gatehouse.admin.api;

import io.gatehouse.admin.InvitationAdministration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives handlers the invitation that a path names, if it leads nowhere beyond the caller's reach. */
@Component
final class InvitationArguments implements HandlerMethodArgumentResolver {

    private final InvitationAdministration invitations;

    InvitationArguments(InvitationAdministration invitations) {
        this.invitations = invitations;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == AdminInvitation.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("This is no request");
        }
        return ObjectGuard.uuid(ThingGuard.variable(request, "invitation"))
                .flatMap(id -> invitations.find(
                        id, PermissionInterceptor.scopedOf(request).reach()))
                .map(AdminInvitation::new)
                .orElseThrow(ApiRefusal::notFound);
    }
}
