package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an account holds a permission or a role, or why not.
 *
 * @param name of the permission or role
 * @param reach how far it holds it now
 * @param ways all ways that lead there, also those that are over or yet to come, at most 100
 * @param obstacle what stands in the way of every one of them, or null
 * @param carriers some roles that carry the permission or contain the role: what would bring it along
 */
public record Explanation(
        AccountId account,
        String name,
        Reach reach,
        List<Way> ways,
        @Nullable Obstacle obstacle,
        List<String> carriers) {

    public Explanation {
        ways = List.copyOf(ways);
        carriers = List.copyOf(carriers);
    }

    public boolean held() {
        return !reach.nothing();
    }

    /** Why no way can help. */
    public enum Obstacle {
        NO_SUCH_ACCOUNT,
        ACCOUNT_NOT_ACTIVE,
        NO_SUCH_PERMISSION,
        NO_SUCH_ROLE,
        NO_ROLE_CARRIES_IT
    }

    /** When a way is open. */
    public enum State {
        OPEN,
        NOT_YET,
        OVER
    }

    /**
     * One way from the account to the permission or role, link by link.
     *
     * @param validity when all its links hold; null when they never do together
     * @param within the group over whose people it gives it, or null for everybody
     */
    public record Way(
            List<Link> links,
            @Nullable Validity validity,
            State state,
            @Nullable UUID within) {

        public Way {
            links = List.copyOf(links);
        }
    }

    /**
     * One link of a way.
     *
     * @param to the id of the group, or the name of the role or permission, that it leads to
     * @param name what people call it
     * @param givenBy who made the link, or null for the operator
     * @param givenAt null where a link has no beginning: a group below another, a default role
     */
    public record Link(
            Kind kind,
            String to,
            String name,
            Validity validity,
            @Nullable AccountId givenBy,
            @Nullable Instant givenAt) {}

    /** What a link is. */
    public enum Kind {
        /** The account was given the role. */
        ASSIGNED,
        /** Everybody holds the role. */
        DEFAULT,
        /** The account belongs to the group. */
        MEMBER,
        /** The group stands below the next. */
        BELOW,
        /** The group carries the role. */
        GROUP_ROLE,
        /** The role contains the next. */
        CONTAINS,
        /** The role carries the permission. */
        PERMITS
    }
}
