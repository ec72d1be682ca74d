package io.gatehouse.profile;

import java.util.List;

/**
 * An application in the list of connected apps.
 *
 * @param scopes what it may do, in words
 * @param connected whether it holds something that works right now
 */
record AppEntry(
        String clientId,
        String name,
        List<String> scopes,
        Moment since,
        Moment lastUsed,
        boolean connected,
        boolean offline) {}
