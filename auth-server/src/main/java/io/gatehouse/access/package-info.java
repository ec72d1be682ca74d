/**
 * Roles and who holds them.
 */
@NullMarked
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"shared", "database"})
package io.gatehouse.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
