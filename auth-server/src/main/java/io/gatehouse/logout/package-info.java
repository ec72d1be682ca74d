/**
 * Logout that an application asks for (RP-initiated) and what a person sees of it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Logout",
        allowedDependencies = {"shared", "database", "client", "session", "signingkey", "token", "web"})
package io.gatehouse.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
