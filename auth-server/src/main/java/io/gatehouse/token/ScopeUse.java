package io.gatehouse.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which scopes people's grants to an application carry.
 *
 * @param grants how many grants were looked at
 * @param since when the oldest of them was made; null when there is none
 */
public record ScopeUse(long grants, @Nullable Instant since, Set<String> scopes) {

    public static final ScopeUse NONE = new ScopeUse(0, null, Set.of());

    public ScopeUse {
        scopes = Set.copyOf(scopes);
    }
}
