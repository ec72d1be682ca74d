package io.gatehouse.audit;

import java.util.Locale;

/** How it ended: it was done, the one who asked may not, or it could not be done. */
public enum AuditOutcome {
    SUCCESS,
    DENIED,
    FAILED;

    /** The stored form. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuditOutcome of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
