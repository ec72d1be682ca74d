/**
 * The grant store behind every token: authorization codes, refresh tokens, claims, introspection, revocation, purge.
 */
@NullMarked
@ApplicationModule(
        displayName = "Tokens",
        allowedDependencies = {"shared", "database", "keyring", "account", "access", "client", "session", "signingkey"})
package io.gatehouse.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
