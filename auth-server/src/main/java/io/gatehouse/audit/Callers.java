package io.gatehouse.audit;

import java.util.List;

/** Finds out who is behind what the present thread does. */
final class Callers {

    private final List<AuditCallerSource> sources;

    Callers(List<AuditCallerSource> sources) {
        this.sources = List.copyOf(sources);
    }

    AuditCaller current(RequestFacts facts) {
        for (AuditCallerSource source : sources) {
            AuditCaller caller = source.current();
            if (caller != null) {
                return caller;
            }
        }
        return AuditCaller.of(facts.inRequest() ? AuditActor.anonymous() : AuditActor.system());
    }
}
