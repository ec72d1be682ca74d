/** What the server-side session keeps for each app. Depends on oidc and wire. */
@NullMarked
package io.gatehouse.demo.session;

import org.jspecify.annotations.NullMarked;
