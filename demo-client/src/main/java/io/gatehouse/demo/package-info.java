/** The demo client: two small web apps that sign people in at an OpenID provider and show every message. */
@NullMarked
package io.gatehouse.demo;

import org.jspecify.annotations.NullMarked;
