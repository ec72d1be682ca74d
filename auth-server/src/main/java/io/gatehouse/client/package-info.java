/**
 * Registered clients and the scopes they may ask for: metadata, secrets, keys, and how a client proves who it is.
 */
@NullMarked
@ApplicationModule(
        displayName = "Clients",
        allowedDependencies = {"shared", "database", "keyring", "outbound", "throttle", "web"})
package io.gatehouse.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
