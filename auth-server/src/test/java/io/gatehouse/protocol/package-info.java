/** The protocol over HTTP, one class for each grant or endpoint, with every way in which it must refuse. */
@NullMarked
package io.gatehouse.protocol;

import org.jspecify.annotations.NullMarked;
