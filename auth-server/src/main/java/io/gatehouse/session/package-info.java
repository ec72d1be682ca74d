/**
 * The single sign-on session behind the browser cookie: sid, authentication time, factors used, end.
 */
@NullMarked
@ApplicationModule(
        displayName = "SSO sessions",
        allowedDependencies = {"shared", "database", "keyring", "audit", "notification", "account", "web"})
package io.gatehouse.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
