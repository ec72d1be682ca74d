/**
 * Administration: the API for people, roles, groups, clients, keys and the trail. It decides who may touch what, and leaves
 * every change to the room that owns the thing.
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
            "token"
        })
package io.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
