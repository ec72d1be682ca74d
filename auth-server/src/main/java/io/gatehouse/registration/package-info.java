/**
 * Sign-up and activation of an account by mail, and invitations.
 */
@NullMarked
@ApplicationModule(
        displayName = "Registration",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "audit",
            "account",
            "access",
            "session",
            "password",
            "signin",
            "notification",
            "web"
        })
package io.gatehouse.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
