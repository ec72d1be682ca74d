/** Pages, headers and CSRF, tried over real HTTP. */
@NullMarked
package io.gatehouse.web;

import org.jspecify.annotations.NullMarked;
