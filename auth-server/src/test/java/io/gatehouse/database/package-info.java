/** Tests of the database module, and the database that every other test gets: {@link TestDatabase}. */
@NullMarked
package io.gatehouse.database;

import org.jspecify.annotations.NullMarked;
