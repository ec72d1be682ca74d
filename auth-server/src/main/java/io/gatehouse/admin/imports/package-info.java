/**
 * Imports that administrators run in the console: the file is kept with the node that received it until the import is over,
 * what becomes of it is told in the database, so that every node shows it.
 */
@NullMarked
package io.gatehouse.admin.imports;

import org.jspecify.annotations.NullMarked;
