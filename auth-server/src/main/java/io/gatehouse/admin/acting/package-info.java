/**
 * Administrators who act as somebody else, to see what they see: off unless the operator wants it, short, with a reason, told to
 * the person, and unable to change what makes the account theirs.
 */
@NullMarked
package io.gatehouse.admin.acting;

import org.jspecify.annotations.NullMarked;
