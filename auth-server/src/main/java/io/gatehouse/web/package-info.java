/**
 * What all pages share: layout, security headers, error pages, CSRF.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web basics",
        allowedDependencies = {"shared"})
package io.gatehouse.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
