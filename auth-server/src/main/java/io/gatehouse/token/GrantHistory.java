package io.gatehouse.token;

import java.time.Instant;

/** Looks back at the grants that are still kept. Tokens of an application for itself have none, and are not seen here. */
public final class GrantHistory {

    private static final int MOST = 10_000;

    private final JdbcGrantHistory grants;

    GrantHistory(JdbcGrantHistory grants) {
        this.grants = grants;
    }

    /** The scopes of an application's latest grants since a moment, of ten thousand at most. */
    public ScopeUse scopesOf(String clientId, Instant from) {
        return grants.scopesOf(clientId, from, MOST);
    }
}
