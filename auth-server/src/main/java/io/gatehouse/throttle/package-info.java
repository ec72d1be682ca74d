/**
 * Slows guessing down, with the same counters behind every door: sign-in form, second factors, passkeys, reset, registration,
 * change of password, client authentication. Counters are rows, so that all nodes count together.
 */
@NullMarked
@ApplicationModule(
        displayName = "Throttle",
        allowedDependencies = {"shared", "database", "keyring", "web"})
package io.gatehouse.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
