/** Realm files that apply, and realm files that say what is wrong with them. */
@NullMarked
package io.gatehouse.realm;

import org.jspecify.annotations.NullMarked;
