/**
 * A small notes API that trusts any standards-conforming authorization server: it shows how an application checks
 * access tokens, scopes, roles, second factors and revocation. This package starts it and holds its settings.
 */
@NullMarked
package io.gatehouse.notes;

import org.jspecify.annotations.NullMarked;
