/**
 * Notes of people: each belongs to the subject of the token that wrote it and is visible to nobody else. Stored in a
 * file database under the data folder.
 */
@NullMarked
package io.gatehouse.notes.note;

import org.jspecify.annotations.NullMarked;
