/**
 * What everything that people open shares: layout, security headers, CSRF, error pages, the trusted view of who is
 * calling from where.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web basics",
        allowedDependencies = {"shared", "keyring"})
package io.gatehouse.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
