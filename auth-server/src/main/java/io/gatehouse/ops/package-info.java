/**
 * What an operator meets: first-start link, TLS from PEM files, health, plain start-up failures.
 */
@NullMarked
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {
            "shared",
            "database",
            "account",
            "access",
            "keyring",
            "notification",
            "password",
            "registration",
            "session",
            "signingkey",
            "token"
        })
package io.gatehouse.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
