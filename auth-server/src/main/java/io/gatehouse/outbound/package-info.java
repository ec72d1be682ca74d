/**
 * The one guarded HTTP client for addresses that a client or an administrator supplied.
 */
@NullMarked
@ApplicationModule(
        displayName = "Outgoing requests",
        allowedDependencies = {"shared"})
package io.gatehouse.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
