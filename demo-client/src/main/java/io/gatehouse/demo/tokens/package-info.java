/** The token workbench: refresh, userinfo, introspection, revocation, client credentials. Depends on signin. */
@NullMarked
package io.gatehouse.demo.tokens;

import org.jspecify.annotations.NullMarked;
