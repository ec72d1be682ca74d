/**
 * The server's signing keys: next, active, retired; the published key set; signing and rotation.
 */
@NullMarked
@ApplicationModule(
        displayName = "Signing keys",
        allowedDependencies = {"shared", "database", "keyring"})
package io.gatehouse.signingkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
