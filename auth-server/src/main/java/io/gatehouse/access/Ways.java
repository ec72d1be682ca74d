package io.gatehouse.access;

import io.gatehouse.access.Explanation.Link;
import io.gatehouse.access.Explanation.State;
import io.gatehouse.access.Explanation.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows links from an account to roles and permissions, every way once, up to a bound for each of them. There are no circles
 * to get lost in.
 */
final class Ways {

    private static final int MOST = 100;
    private static final String GROUP = "group ";
    private static final String ROLE = "role ";
    private static final String PERMISSION = "permission ";

    private final Map<String, List<JdbcWays.Edge>> byStart;
    private final Instant now;
    private final Map<String, List<Way>> found = new HashMap<>();

    private Ways(List<JdbcWays.Edge> edges, Instant now) {
        this.byStart = edges.stream().collect(Collectors.groupingBy(Ways::start));
        this.now = now;
    }

    static Ways from(String account, List<JdbcWays.Edge> edges, Instant now) {
        Ways ways = new Ways(edges, now);
        ways.follow("start " + account, new ArrayList<>(), null);
        return ways;
    }

    List<Way> toPermission(String name) {
        return found.getOrDefault(PERMISSION + name, List.of());
    }

    List<Way> toRole(String name) {
        return found.getOrDefault(ROLE + name, List.of());
    }

    /** The roles that some way leads to, at whatever time. */
    SortedSet<String> roles() {
        return found.keySet().stream()
                .filter(place -> place.startsWith(ROLE))
                .map(place -> place.substring(ROLE.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A role may be named like an id, so that the kind of thing is part of the key. */
    private static String start(JdbcWays.Edge edge) {
        return switch (edge.link().kind()) {
            case ASSIGNED, DEFAULT, MEMBER -> "start " + edge.from();
            case BELOW, GROUP_ROLE -> GROUP + edge.from();
            case CONTAINS, PERMITS -> ROLE + edge.from();
        };
    }

    private static String end(Link link) {
        return switch (link.kind()) {
            case MEMBER, BELOW -> GROUP + link.to();
            case ASSIGNED, DEFAULT, GROUP_ROLE, CONTAINS -> ROLE + link.to();
            case PERMITS -> PERMISSION + link.to();
        };
    }

    private void follow(String place, List<Link> links, @Nullable UUID within) {
        for (JdbcWays.Edge edge : byStart.getOrDefault(place, List.of())) {
            String end = end(edge.link());
            UUID limit = edge.within() == null ? within : edge.within();
            links.add(edge.link());
            if (end.startsWith(GROUP)) {
                follow(end, links, limit);
            } else {
                List<Way> known = found.computeIfAbsent(end, unused -> new ArrayList<>());
                // what lies behind a place that is full has as many ways already
                if (known.size() < MOST) {
                    known.add(way(links, limit));
                    follow(end, links, limit);
                }
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
