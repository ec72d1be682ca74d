/** Password hashing, its limits and its queue. */
@NullMarked
package io.gatehouse.password;

import org.jspecify.annotations.NullMarked;
