/**
 * PostgreSQL in three ways behind one DataSource: embedded, external, or handed in by a test; migrations; and the
 * feed by which nodes tell each other what to forget.
 */
@NullMarked
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {"shared"})
package io.gatehouse.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
