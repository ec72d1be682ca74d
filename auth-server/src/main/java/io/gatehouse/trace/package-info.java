/**
 * What was decided about each sign-in and token request, and why, for a few days: for the administrator who asks about a request
 * by its id. Unlike the audit trail it proves nothing and may lack steps: they are written behind the requests, in batches
 * of a bounded size, and successes give way when there are too many.
 */
@NullMarked
@ApplicationModule(
        displayName = "Trace",
        allowedDependencies = {"shared", "database", "keyring", "web"})
package io.gatehouse.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
