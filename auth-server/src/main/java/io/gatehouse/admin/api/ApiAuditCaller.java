package io.gatehouse.admin.api;

import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditCaller;
import io.gatehouse.audit.AuditCallerSource;
import io.gatehouse.token.ApiAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells the trail that whoever holds the token of this request did it: no cookie counts here. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiAuditCaller implements AuditCallerSource {

    @Override
    public @Nullable AuditCaller current() {
        Caller caller = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? ApiTokenFilter.callerOf(attributes.getRequest())
                : null;
        if (caller == null) {
            return null;
        }
        ApiAccess token = caller.token();
        return new AuditCaller(
                AuditActor.account(token.subject()), token.sid(), token.clientId(), token.acr(), token.amr());
    }
}
