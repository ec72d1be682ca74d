/**
 * People: status, profile, e-mail address.
 */
@NullMarked
@ApplicationModule(
        displayName = "Account",
        allowedDependencies = {"shared", "database"})
package io.gatehouse.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
