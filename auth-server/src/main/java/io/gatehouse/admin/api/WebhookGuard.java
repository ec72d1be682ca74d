package io.gatehouse.admin.api;

import io.gatehouse.webhook.WebhookLog;
import io.gatehouse.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Turns identifiers in paths into web-hooks and their deliveries. What is unknown is 404. */
@Component
final class WebhookGuard implements HandlerMethodArgumentResolver {

    private final Webhooks webhooks;
    private final WebhookLog log;

    WebhookGuard(Webhooks webhooks, WebhookLog log) {
        this.webhooks = webhooks;
        this.log = log;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == AdminWebhook.class || type == AdminWebhook.Sent.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Optional.ofNullable(web.getNativeRequest(HttpServletRequest.class))
                .orElseThrow(ApiRefusal::notFound);
        // only for a request that the interceptor let in
        PermissionInterceptor.scopedOf(request);
        AdminWebhook webhook = ObjectGuard.uuid(ThingGuard.variable(request, "webhook"))
                .flatMap(webhooks::find)
                .map(AdminWebhook::new)
                .orElseThrow(ApiRefusal::notFound);
        if (parameter.getParameterType() == AdminWebhook.class) {
            return webhook;
        }
        return ObjectGuard.uuid(ThingGuard.variable(request, "delivery"))
                .flatMap(id -> log.find(webhook.id(), id))
                .map(delivery -> new AdminWebhook.Sent(webhook, delivery))
                .orElseThrow(ApiRefusal::notFound);
    }
}
