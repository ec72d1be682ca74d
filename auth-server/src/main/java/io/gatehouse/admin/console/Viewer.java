package io.gatehouse.admin.console;

import io.gatehouse.access.Actor;
import io.gatehouse.access.Authorities;
import io.gatehouse.access.Reach;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The administrator who opened a page, with what they may do at this moment. */
record Viewer(SsoSession session, Authorities authorities, ZoneId zone, Locale locale, Instant now) {

    private static final String ATTRIBUTE = Viewer.class.getName();

    AccountId id() {
        return session.accountId();
    }

    Actor actor() {
        return Actor.of(id());
    }

    /** Whether the permission extends to anybody. */
    boolean may(ServerPermission permission) {
        return authorities.may(permission);
    }

    /** Whether the permission extends to everything. */
    boolean mayAll(ServerPermission permission) {
        return authorities.reach(permission).everything();
    }

    /** Whether the person administers anything. */
    boolean administers() {
        return Stream.of(ServerPermission.values()).anyMatch(authorities::may);
    }

    /** The groups that limit the permission, or null when nothing does. */
    @Nullable
    Set<UUID> within(ServerPermission permission) {
        Reach reach = authorities.reach(permission);
        return reach.everything() ? null : reach.groups();
    }

    Moment moment(Instant at) {
        return Moment.of(at, zone, locale);
    }

    @Nullable
    Moment momentOrNull(@Nullable Instant at) {
        return at == null ? null : moment(at);
    }

    void keepFor(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The viewer whom the interceptor let in; nobody before that. */
    static Optional<Viewer> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Viewer viewer ? Optional.of(viewer) : Optional.empty();
    }
}
