/** Sign-in, callback and sign-out, the same code for both apps. Depends on session and oidc. */
@NullMarked
package io.gatehouse.demo.signin;

import org.jspecify.annotations.NullMarked;
