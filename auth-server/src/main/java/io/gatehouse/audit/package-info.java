/**
 * The trail of what happened: who did what, to whom, from where, with which session. Rows are added in the same transaction as
 * the change that they tell of and never changed; a chain of hashes with signed checkpoints proves it (ADR 9,
 * docs/guides/audit-trail.md). What tells something of a person is encrypted and forgotten by destroying a key.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"shared", "database", "keyring", "web"})
package io.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
