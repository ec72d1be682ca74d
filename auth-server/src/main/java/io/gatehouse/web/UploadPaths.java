package io.gatehouse.web;

import java.util.Set;

/**
 * Paths to which a form with a file may be posted; everywhere else such a body is refused unread. A feature declares its own
 * as a bean, and reads the form as an {@link Upload}.
 */
public record UploadPaths(Set<String> paths) {

    public UploadPaths {
        paths = Set.copyOf(paths);
    }
}
