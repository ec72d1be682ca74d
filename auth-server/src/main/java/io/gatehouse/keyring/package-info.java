/**
 * Keys that never enter the database: encryption at rest, keyed hashes, message authentication, random tokens.
 */
@NullMarked
@ApplicationModule(
        displayName = "Keyring",
        allowedDependencies = {"shared"})
package io.gatehouse.keyring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
