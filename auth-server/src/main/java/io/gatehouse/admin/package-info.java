/**
 * Administration: the API and the console for people, roles, groups, clients, keys and the trail. They decide who may touch
 * what, and leave every change to the room that owns the thing.
 */
@NullMarked
@ApplicationModule(
        displayName = "Administration",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "web",
            "audit",
            "notification",
            "account",
            "access",
            "session",
            "client",
            "signingkey",
            "consent",
            "token",
            "trace",
            "signin",
            "mfa",
            "passkey",
            "registration",
            "webhook",
            "transfer"
        })
package io.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
