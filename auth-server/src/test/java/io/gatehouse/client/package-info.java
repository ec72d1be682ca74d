/** Clients: rules, storage, and every way to authenticate or fail to. */
@NullMarked
package io.gatehouse.client;

import org.jspecify.annotations.NullMarked;
