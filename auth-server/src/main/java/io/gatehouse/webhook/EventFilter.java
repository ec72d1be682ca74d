package io.gatehouse.webhook;

import io.gatehouse.audit.AuditAction;
import java.util.Arrays;
import java.util.List;

/** Which events an endpoint wants: codes of actions, or beginnings of codes with a star behind them. */
final class EventFilter {

    static final int MOST = 100;

    /** Whoever reads the trail because of an event would cause the next one, so that nobody gets it by a star. */
    private static final String ONLY_BY_NAME = AuditAction.AUDIT_READ.code();

    private EventFilter() {}

    static boolean matches(List<String> patterns, String code) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, code));
    }

    private static boolean matches(String pattern, String code) {
        if (!pattern.endsWith("*")) {
            return pattern.equals(code);
        }
        return !code.equals(ONLY_BY_NAME) && code.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    /** Whether it names at least one action that there is. */
    static boolean known(String pattern) {
        return Arrays.stream(AuditAction.values()).anyMatch(action -> matches(pattern, action.code()));
    }
}
