/** What a visitor reads when something does not work. Depends on nothing. */
@NullMarked
package io.gatehouse.demo.problem;

import org.jspecify.annotations.NullMarked;
