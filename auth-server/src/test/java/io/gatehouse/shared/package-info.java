/** Tests of the shared vocabulary. */
@NullMarked
package io.gatehouse.shared;

import org.jspecify.annotations.NullMarked;
