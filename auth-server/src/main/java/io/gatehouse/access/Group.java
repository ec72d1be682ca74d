package io.gatehouse.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People who belong together; whoever belongs to a group belongs to the groups above it.
 *
 * @param version changes with the name, the place and the roles of the group, not with its people
 */
public record Group(UUID id, @Nullable UUID parent, String name, long version) {}
