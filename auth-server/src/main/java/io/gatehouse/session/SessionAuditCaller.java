package io.gatehouse.session;

import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditCaller;
import io.gatehouse.audit.AuditCallerSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Tells the audit trail which session the request belongs to, once that was looked up. Where an administrator acts as somebody
 * else, it was the administrator.
 */
@Component
final class SessionAuditCaller implements AuditCallerSource {

    @Override
    public @Nullable AuditCaller current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object known = request == null
                ? null
                : request.getAttribute(SessionService.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return known instanceof Optional<?> session && session.orElse(null) instanceof SsoSession found
                ? new AuditCaller(
                        AuditActor.account(Objects.requireNonNullElse(found.actingAdmin(), found.accountId())),
                        found.sid(),
                        null,
                        found.acr(),
                        found.amr())
                : null;
    }
}
