/**
 * Who may do what: checks access tokens (RFC 9068) locally and at the issuer, binds them to keys (RFC 9449), and
 * explains every refusal by a standard challenge. The routes and what each demands are in {@code SecurityConfiguration}.
 */
@NullMarked
package io.gatehouse.notes.security;

import org.jspecify.annotations.NullMarked;
