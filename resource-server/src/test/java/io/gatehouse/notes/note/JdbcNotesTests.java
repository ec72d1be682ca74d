package io.gatehouse.notes.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcNotesTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final NoteIds ids = new NoteIds(Clock.fixed(NOW, ZoneOffset.UTC));

    @TempDir
    private Path folder;

    @Test
    void notesWhenDatabaseIsReopenedThenStillThere() {
        Note note = new Note(ids.next(), "ada", "kept", NOW);
        JdbcConnectionPool first = NoteConfiguration.open(folder.resolve("new"));
        assertThat(new JdbcNotes(first).insertIfBelow(10, note)).isTrue();
        first.dispose();
        JdbcConnectionPool second = NoteConfiguration.open(folder.resolve("new"));
        assertThat(new JdbcNotes(second).find("ada", note.id())).contains(note);
        second.dispose();
    }

    @Test
    void insertWhenOwnerHasAsManyAsAllowedThenRefused() {
        JdbcConnectionPool pool = NoteConfiguration.open(folder);
        JdbcNotes notes = new JdbcNotes(pool);
        assertThat(notes.insertIfBelow(1, new Note(ids.next(), "ada", "first", NOW)))
                .isTrue();
        assertThat(notes.insertIfBelow(1, new Note(ids.next(), "ada", "second", NOW)))
                .isFalse();
        assertThat(notes.insertIfBelow(1, new Note(ids.next(), "bob", "first", NOW)))
                .isTrue();
        assertThat(notes.countByOwner()).containsExactly(new NoteCount("ada", 1), new NoteCount("bob", 1));
        pool.dispose();
    }

    @Test
    void idsWhenMadeWithinOneMillisecondThenGrowAndDiffer() {
        List<UUID> made = Stream.generate(ids::next).limit(10_000).toList();
        assertThat(made).isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
        assertThat(made).doesNotHaveDuplicates().allMatch(id -> id.version() == 7 && id.variant() == 2);
    }
}
