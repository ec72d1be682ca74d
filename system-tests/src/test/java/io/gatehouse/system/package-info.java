/**
 * Black-box tests of the packaged apps: each runs as a process of its own and is used through its ports, by a real
 * browser, a mail server and plain HTTP. Nothing here knows a class of theirs.
 */
@NullMarked
package io.gatehouse.system;

import org.jspecify.annotations.NullMarked;
