/**
 * Applies a YAML file of people, roles, scopes and clients at start, as often as you like, with the same result.
 */
@NullMarked
@ApplicationModule(
        displayName = "Realm file",
        allowedDependencies = {"shared", "database", "keyring", "account", "access", "client", "password"})
package io.gatehouse.realm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
