package io.gatehouse.notes.note;

record NoteCount(String owner, long notes) {}
