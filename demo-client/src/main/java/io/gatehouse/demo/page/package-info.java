/** The overview page and what all pages share: security headers, failures. Depends on everything else. */
@NullMarked
package io.gatehouse.demo.page;

import org.jspecify.annotations.NullMarked;
