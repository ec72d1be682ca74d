/** Drives the real app over HTTP against a stub provider and a stub API. */
@NullMarked
package io.gatehouse.demo;

import org.jspecify.annotations.NullMarked;
