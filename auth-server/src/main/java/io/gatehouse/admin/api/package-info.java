/**
 * The REST API below {@code /admin/api}: bearer tokens only, one declared permission for each route, objects instead of
 * identifiers in the handlers, problem documents (RFC 9457) for everything that goes wrong.
 */
@NullMarked
package io.gatehouse.admin.api;

import org.jspecify.annotations.NullMarked;
