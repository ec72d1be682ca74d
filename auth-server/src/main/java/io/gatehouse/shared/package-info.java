/**
 * Ids, error codes, the clock and the server's own address: words that every feature speaks. Knows no feature.
 */
@NullMarked
@ApplicationModule(
        displayName = "Shared vocabulary",
        allowedDependencies = {})
package io.gatehouse.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
