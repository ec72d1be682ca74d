/**
 * One class for each OAuth grant type that the token endpoint serves.
 */
@NullMarked
@ApplicationModule(
        displayName = "Grants",
        allowedDependencies = {"shared", "client", "token", "trace"})
package io.gatehouse.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
