/**
 * What all routes share on the HTTP side: problem documents (RFC 9457), the limit on bodies, the listening address.
 * Knows nothing of notes or tokens.
 */
@NullMarked
package io.gatehouse.notes.web;

import org.jspecify.annotations.NullMarked;
