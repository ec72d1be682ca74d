package io.gatehouse.notes.note;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

record Note(UUID id, @JsonIgnore String owner, String text, Instant createdAt) {}
