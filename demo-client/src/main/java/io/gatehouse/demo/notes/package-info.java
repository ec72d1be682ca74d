/** The notes app: calls an API with the access token. Depends on signin. */
@NullMarked
package io.gatehouse.demo.notes;

import org.jspecify.annotations.NullMarked;
