@NullMarked
package io.gatehouse.demo.notes;

import org.jspecify.annotations.NullMarked;
