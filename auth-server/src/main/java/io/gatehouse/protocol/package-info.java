/**
 * The OAuth 2.x and OpenID Connect endpoints: filter chains, discovery, response and error mapping.
 */
@NullMarked
@ApplicationModule(
        displayName = "Protocol edge",
        allowedDependencies = {
            "shared",
            "database",
            "account",
            "client",
            "consent",
            "grant",
            "logout",
            "registration",
            "session",
            "signin",
            "signingkey",
            "token",
            "trace",
            "web"
        })
package io.gatehouse.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
