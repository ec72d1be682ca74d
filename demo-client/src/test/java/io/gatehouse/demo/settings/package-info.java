@NullMarked
package io.gatehouse.demo.settings;

import org.jspecify.annotations.NullMarked;
