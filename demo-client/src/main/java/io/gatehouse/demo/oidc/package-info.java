/** The client side of OAuth 2 and OpenID Connect, free of web pages. Depends on wire. */
@NullMarked
package io.gatehouse.demo.oidc;

import org.jspecify.annotations.NullMarked;
