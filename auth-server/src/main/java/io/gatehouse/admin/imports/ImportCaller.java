package io.gatehouse.admin.imports;

import io.gatehouse.audit.AuditActor;
import io.gatehouse.audit.AuditCaller;
import io.gatehouse.audit.AuditCallerSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the trail that what an import does was done by the administrator who started it. */
@Component
final class ImportCaller implements AuditCallerSource {

    private static final ScopedValue<AuditCaller> CALLER = ScopedValue.newInstance();

    @Override
    public @Nullable AuditCaller current() {
        return CALLER.isBound() ? CALLER.get() : null;
    }

    static void run(ImportJob job, Runnable work) {
        AuditActor actor = job.by() == null ? AuditActor.system() : AuditActor.account(job.by());
        ScopedValue.where(CALLER, new AuditCaller(actor, job.sid(), null, null, List.of()))
                .run(work);
    }
}
