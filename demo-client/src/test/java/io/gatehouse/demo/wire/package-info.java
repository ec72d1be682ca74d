@NullMarked
package io.gatehouse.demo.wire;

import org.jspecify.annotations.NullMarked;
