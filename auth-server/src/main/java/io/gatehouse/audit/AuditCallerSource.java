package io.gatehouse.audit;

import org.jspecify.annotations.Nullable;

/** Tells the trail who is behind what this thread does; each way of proving who one is brings its own. The first answer counts. */
@FunctionalInterface
public interface AuditCallerSource {

    /** The caller, or null when this source knows none. Asks the database nothing. */
    @Nullable
    AuditCaller current();
}
