package io.gatehouse.access;

import io.gatehouse.access.Explanation.Kind;
import io.gatehouse.access.Explanation.Link;
import io.gatehouse.access.Explanation.State;
import io.gatehouse.access.Explanation.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows links from an account to a permission, every way once, up to a bound. There are no circles to get lost in. */
final class Ways {

    private static final int MOST = 100;

    private final Map<String, List<JdbcWays.Edge>> byStart;
    private final Instant now;
    private final List<Way> found = new ArrayList<>();

    private Ways(List<JdbcWays.Edge> edges, Instant now) {
        this.byStart = edges.stream().collect(Collectors.groupingBy(Ways::start));
        this.now = now;
    }

    static List<Way> from(String account, List<JdbcWays.Edge> edges, Instant now) {
        Ways ways = new Ways(edges, now);
        ways.follow("start " + account, new ArrayList<>(), null);
        return ways.found;
    }

    /** A role may be named like an id, so that the kind of thing is part of the key. */
    private static String start(JdbcWays.Edge edge) {
        return switch (edge.link().kind()) {
            case ASSIGNED, DEFAULT, MEMBER -> "start " + edge.from();
            case BELOW, GROUP_ROLE -> "group " + edge.from();
            case CONTAINS, PERMITS -> "role " + edge.from();
        };
    }

    private static String end(Link link) {
        return switch (link.kind()) {
            case MEMBER, BELOW -> "group " + link.to();
            case ASSIGNED, DEFAULT, GROUP_ROLE, CONTAINS -> "role " + link.to();
            case PERMITS -> "permission " + link.to();
        };
    }

    private void follow(String place, List<Link> links, @Nullable UUID within) {
        for (JdbcWays.Edge edge : byStart.getOrDefault(place, List.of())) {
            if (found.size() >= MOST) {
                return;
            }
            UUID limit = edge.within() == null ? within : edge.within();
            links.add(edge.link());
            if (edge.link().kind() == Kind.PERMITS) {
                found.add(way(links, limit));
            } else {
                follow(end(edge.link()), links, limit);
            }
            links.removeLast();
        }
    }

    private Way way(List<Link> links, @Nullable UUID within) {
        Instant from = null;
        Instant until = null;
        for (Link link : links) {
            Instant begin = link.validity().from();
            Instant end = link.validity().until();
            from = from == null || (begin != null && begin.isAfter(from)) ? begin : from;
            until = until == null || (end != null && end.isBefore(until)) ? end : until;
        }
        boolean over = until != null && !now.isBefore(until);
        boolean early = from != null && now.isBefore(from);
        State state = over ? State.OVER : early ? State.NOT_YET : State.OPEN;
        boolean never = from != null && until != null && !from.isBefore(until);
        return new Way(links, never ? null : new Validity(from, until), never ? State.OVER : state, within);
    }
}
