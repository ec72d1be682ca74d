/**
 * Password hashing with bounded concurrency, the credential of each account, the policy, and changing and resetting it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Passwords",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "account",
            "access",
            "session",
            "notification",
            "outbound",
            "web",
            "audit",
            "throttle"
        })
package io.gatehouse.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
