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
        List<Way> found = Ways.from(account.toString(), ways.toPermission(account, permission), now)
                .toPermission(permission);
        List<String> carriers = ways.carriers(permission, MOST_CARRIERS);
        Obstacle obstacle = obstacle(account);
        if (obstacle == null && !ways.permissionExists(permission)) {
            obstacle = Obstacle.NO_SUCH_PERMISSION;
        } else if (obstacle == null && carriers.isEmpty()) {
            obstacle = Obstacle.NO_ROLE_CARRIES_IT;
        }
        Reach reach = authorities.holdings(account, now).authorities().reach(permission);
        return new Explanation(account, permission, reach, found, obstacle, carriers);
    }

    /** The same for a role. */
    public Explanation whyRole(AccountId account, String role) {
        Instant now = clock.instant();
        List<Way> found =
                Ways.from(account.toString(), ways.toRole(account, role), now).toRole(role);
        Obstacle obstacle = obstacle(account);
        if (obstacle == null && !ways.roleExists(role)) {
            obstacle = Obstacle.NO_SUCH_ROLE;
        }
        Reach reach = authorities.holdings(account, now).reachOfRole(role);
        return new Explanation(account, role, reach, found, obstacle, ways.containers(role, MOST_CARRIERS));
    }

    /** Every role that the account holds now, by name, with every way to it; roles that would bring it along are left out. */
    public List<Explanation> roles(AccountId account) {
        Instant now = clock.instant();
        Holdings holdings = authorities.holdings(account, now);
        Ways all = Ways.from(account.toString(), ways.toRoles(account), now);
        return all.roles().stream()
                .map(role ->
                        new Explanation(account, role, holdings.reachOfRole(role), all.toRole(role), null, List.of()))
                .filter(Explanation::held)
                .toList();
    }

    /** What keeps the account from everything. */
    private @Nullable Obstacle obstacle(AccountId account) {
        Optional<Boolean> active = ways.active(account);
        if (active.isEmpty()) {
            return Obstacle.NO_SUCH_ACCOUNT;
        }
        return active.get() ? null : Obstacle.ACCOUNT_NOT_ACTIVE;
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
