/** Tells whether the API answers. Needs no token and reveals nothing else. */
@NullMarked
package io.gatehouse.notes.health;

import org.jspecify.annotations.NullMarked;
