/**
 * The trail of what happened to accounts: who did what, from where, with which session. Rows are added in the same
 * transaction as the change that they tell of, and never changed but to forget a person who left.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"shared", "database", "keyring", "web"})
package io.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
