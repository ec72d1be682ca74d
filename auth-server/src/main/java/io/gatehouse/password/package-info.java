/**
 * Password hashing with bounded concurrency, and the credential of each account.
 */
@NullMarked
@ApplicationModule(
        displayName = "Passwords",
        allowedDependencies = {"shared", "database", "keyring", "account", "notification"})
package io.gatehouse.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
