/** Rules about the whole house, and what tests share. */
@NullMarked
package io.gatehouse;

import org.jspecify.annotations.NullMarked;
