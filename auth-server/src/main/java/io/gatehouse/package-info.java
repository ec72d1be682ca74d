/**
 * Gatehouse: an identity provider and OAuth 2.x / OpenID Connect authorization server. Each direct sub-package is one
 * feature; imports run downwards only (see {@code docs/adr/0001-package-by-feature.md}).
 */
@NullMarked
package io.gatehouse;

import org.jspecify.annotations.NullMarked;
