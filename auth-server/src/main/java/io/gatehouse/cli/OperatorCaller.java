package io.gatehouse.cli;

import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditCaller;
import io.gatehouse.audit.AuditCallerSource;

/** Tells the audit trail that somebody at the server's terminal did it, under the name that the machine knows. */
final class OperatorCaller implements AuditCallerSource {

    @Override
    public AuditCaller current() {
        return AuditCaller.of(AuditActor.operator(System.getProperty("user.name", "")));
    }
}
