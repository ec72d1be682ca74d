package io.gatehouse.token;

import java.time.Instant;
import java.util.Map;

/** Looks back at the grants that are still kept. Tokens of an application for itself have none, and are not seen here. */
public final class GrantHistory {

    private static final int MOST = 10_000;

    private final JdbcGrantHistory grants;

    GrantHistory(JdbcGrantHistory grants) {
        this.grants = grants;
    }

    /** How many grants that live now each of the busiest applications has, the busiest first; costs a look at all of them. */
    public Map<String, Long> liveByClient(Instant now, int most) {
        return grants.liveByClient(now, most);
    }

    /** The scopes of an application's latest grants since a moment, of ten thousand at most. */
    public ScopeUse scopesOf(String clientId, Instant from) {
        return grants.scopesOf(clientId, from, MOST);
    }
}
