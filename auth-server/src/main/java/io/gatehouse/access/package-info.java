/**
 * Who may do what: permissions behind roles, roles within roles, groups that carry roles, and who was given them from when
 * until when. All changes pass one gate, which refuses to give or take what the actor does not hold.
 */
@NullMarked
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"shared", "database", "audit"})
package io.gatehouse.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
