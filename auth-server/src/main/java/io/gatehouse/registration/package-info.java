/**
 * Sign-up and activation of an account by mail.
 */
@NullMarked
@ApplicationModule(
        displayName = "Registration",
        allowedDependencies = {"shared", "database", "keyring", "account", "password", "notification", "web"})
package io.gatehouse.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
