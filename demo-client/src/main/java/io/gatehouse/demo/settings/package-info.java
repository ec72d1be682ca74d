/** What the operator configures. Depends on nothing. */
@NullMarked
package io.gatehouse.demo.settings;

import org.jspecify.annotations.NullMarked;
