/**
 * Changes that need a second administrator: proposed by one, decided by another, and made exactly once in the transaction of
 * the decision. The rooms that own the things refuse such a change to one person alone, by whichever door it comes.
 */
@NullMarked
package io.gatehouse.admin.approval;

import org.jspecify.annotations.NullMarked;
