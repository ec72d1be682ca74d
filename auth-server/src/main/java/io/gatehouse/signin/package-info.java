/**
 * The sign-in page, what a session still lacks for a request, and the way back to where the person came from.
 */
@NullMarked
@ApplicationModule(
        displayName = "Sign-in",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "audit",
            "throttle",
            "notification",
            "account",
            "access",
            "password",
            "session",
            "trace",
            "web"
        })
package io.gatehouse.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
