package io.gatehouse.realm;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The realm file.
 *
 * @param file YAML file of scopes, roles, people and clients that is applied at every start; none by default
 */
@ConfigurationProperties("gatehouse.realm")
public record RealmProperties(@Nullable Path file) {}
