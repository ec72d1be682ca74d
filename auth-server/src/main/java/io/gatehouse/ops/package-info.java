/**
 * What an operator meets: the first-start link, and TLS from PEM files.
 */
@NullMarked
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {"shared", "database", "account", "access", "keyring", "password", "web"})
package io.gatehouse.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
