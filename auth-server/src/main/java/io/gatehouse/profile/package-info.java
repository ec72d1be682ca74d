/**
 * The self-service pages: what a person sees of their account, and what they may do with it. Top of its floor; no other room
 * builds on it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Self-service",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "audit",
            "notification",
            "throttle",
            "account",
            "access",
            "session",
            "client",
            "signin",
            "consent",
            "token",
            "web"
        })
package io.gatehouse.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
