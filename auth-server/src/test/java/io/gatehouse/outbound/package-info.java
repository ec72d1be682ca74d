/** What the guarded client fetches and what it refuses. */
@NullMarked
package io.gatehouse.outbound;

import org.jspecify.annotations.NullMarked;
