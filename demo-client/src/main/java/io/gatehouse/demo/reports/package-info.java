/** The second app, there to show single sign-on. Depends on notes and signin. */
@NullMarked
package io.gatehouse.demo.reports;

import org.jspecify.annotations.NullMarked;
