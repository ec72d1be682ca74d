/**
 * People, roles, groups and clients in and out as files: Keycloak's realm export, Django's {@code dumpdata}, CSV, and an export
 * of our own that reads back to the same. Files are read as streams, twice: once to see that they are sound, once to take
 * people batch by batch.
 */
@NullMarked
@ApplicationModule(
        displayName = "Import and export",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "audit",
            "account",
            "access",
            "client",
            "password",
            "mfa"
        })
package io.gatehouse.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
