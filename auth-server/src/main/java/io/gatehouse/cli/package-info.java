/**
 * Commands for the operator's terminal, on the same services as the server, which may be running or not.
 */
@NullMarked
@ApplicationModule(
        displayName = "Command line",
        allowedDependencies = {
            "shared",
            "keyring",
            "audit",
            "account",
            "access",
            "client",
            "signingkey",
            "password",
            "mfa",
            "trace",
            "transfer",
            "admin",
            "ops"
        })
package io.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
