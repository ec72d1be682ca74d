package io.gatehouse.notes.note;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The table of notes. Every statement that serves one person names the owner. */
final class JdbcNotes {

    private static final UUID BEYOND_NEWEST = new UUID(-1L, -1L);
    private static final int OWNERS_COUNTED = 1000;

    private final JdbcClient jdbc;

    JdbcNotes(DataSource dataSource) {
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource("schema.sql")), dataSource);
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Stores the note unless its owner already has {@code limit} of them; tells whether it did. */
    boolean insertIfBelow(int limit, Note note) {
        return jdbc.sql("""
                insert into note (id, owner, text, created_at)
                select cast(:id as uuid), cast(:owner as varchar), cast(:text as varchar),
                       cast(:createdAt as timestamp(3) with time zone)
                where (select count(*) from note where owner = :owner) < :limit
                """)
                        .param("id", note.id())
                        .param("owner", note.owner())
                        .param("text", note.text())
                        .param("createdAt", note.createdAt().atOffset(ZoneOffset.UTC))
                        .param("limit", limit)
                        .update()
                == 1;
    }

    List<Note> findNewest(String owner, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                select id, owner, text, created_at from note
                where owner = :owner and id < :after
                order by id desc
                limit :limit
                """)
                .param("owner", owner)
                .param("after", after == null ? BEYOND_NEWEST : after)
                .param("limit", limit)
                .query((row, number) -> note(row))
                .list();
    }

    Optional<Note> find(String owner, UUID id) {
        return jdbc.sql("select id, owner, text, created_at from note where owner = :owner and id = :id")
                .param("owner", owner)
                .param("id", id)
                .query((row, number) -> note(row))
                .optional();
    }

    boolean delete(String owner, UUID id) {
        return jdbc.sql("delete from note where owner = :owner and id = :id")
                        .param("owner", owner)
                        .param("id", id)
                        .update()
                == 1;
    }

    List<NoteCount> countByOwner() {
        return jdbc.sql("""
                select owner, count(*) as notes from note
                group by owner
                order by notes desc, owner
                limit :limit
                """)
                .param("limit", OWNERS_COUNTED)
                .query((row, number) -> new NoteCount(row.getString("owner"), row.getLong("notes")))
                .list();
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("text"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
