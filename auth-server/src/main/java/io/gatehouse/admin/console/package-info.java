/**
 * The administration console below {@code /admin}: pages for people, roles, groups, applications, keys and the trail. Each
 * handler declares its permission; people reach handlers only through a guard that checked the reach.
 */
@NullMarked
package io.gatehouse.admin.console;

import org.jspecify.annotations.NullMarked;
