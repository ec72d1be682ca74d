/** Sign-in over real HTTP, and the attacks that it has to stand. */
@NullMarked
package io.gatehouse.signin;

import org.jspecify.annotations.NullMarked;
