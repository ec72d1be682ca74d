/**
 * Web-hooks: tells receivers what happened, signed as Standard Webhooks has it. The sealed audit chain is the outbox (ADR 10):
 * what was committed is told at least once, what was rolled back never.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web-hooks",
        allowedDependencies = {"shared", "database", "keyring", "outbound", "audit"})
package io.gatehouse.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
