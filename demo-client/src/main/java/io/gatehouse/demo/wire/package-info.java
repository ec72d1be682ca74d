/** Sends requests and remembers, with secrets masked, what went over the wire. Depends on settings and problem. */
@NullMarked
package io.gatehouse.demo.wire;

import org.jspecify.annotations.NullMarked;
