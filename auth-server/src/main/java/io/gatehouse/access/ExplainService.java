package io.gatehouse.access;

import io.gatehouse.access.Explanation.Obstacle;
import io.gatehouse.access.Explanation.Way;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody may do something, and who could no longer if something were taken away. */
public final class ExplainService {

    private static final int MOST = 200;
    private static final int MOST_CARRIERS = 20;

    private final JdbcWays ways;
    private final JdbcLosses losses;
    private final JdbcAuthorities authorities;
    private final Clock clock;

    ExplainService(JdbcWays ways, JdbcLosses losses, JdbcAuthorities authorities, Clock clock) {
        this.ways = ways;
        this.losses = losses;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Every way by which the account comes to the permission, or what is missing. */
    public Explanation why(AccountId account, String permission) {
        Instant now = clock.instant();
        List<Way> found = Ways.from(account.toString(), ways.edges(account, permission), now);
        List<String> carriers = ways.carriers(permission, MOST_CARRIERS);
        Obstacle obstacle = obstacle(account, permission, carriers);
        Reach reach = authorities.holdings(account, now).authorities().reach(permission);
        return new Explanation(account, permission, reach, found, obstacle, carriers);
    }

    private @Nullable Obstacle obstacle(AccountId account, String permission, List<String> carriers) {
        Optional<Boolean> active = ways.active(account);
        if (active.isEmpty()) {
            return Obstacle.NO_SUCH_ACCOUNT;
        }
        if (!active.get()) {
            return Obstacle.ACCOUNT_NOT_ACTIVE;
        }
        if (!ways.exists(permission)) {
            return Obstacle.NO_SUCH_PERMISSION;
        }
        return carriers.isEmpty() ? Obstacle.NO_ROLE_CARRIES_IT : null;
    }

    /**
     * Who would lose what hangs on a link.
     *
     * @param after the last account of the page before, or null
     */
    public Consequences whatIf(Loss loss, @Nullable AccountId after, int limit) {
        JdbcLosses.Lost lost = losses.lost(loss, clock.instant(), after, Math.min(limit, MOST));
        String name = switch (loss) {
            case Loss.RoleLosesPermission gone -> gone.permission();
            case Loss.RoleLosesRole gone -> gone.member();
            case Loss.GroupLosesRole gone -> gone.role();
            case Loss.RoleDeleted gone -> gone.role();
        };
        boolean permission = loss instanceof Loss.RoleLosesPermission;
        return new Consequences(name, lost.people(), lost.page(), losses.told(name, permission, MOST));
    }
}
