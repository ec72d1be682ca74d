package io.gatehouse.notes.note;

import io.gatehouse.notes.ConfigurationProblem;
import io.gatehouse.notes.NotesProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoteConfiguration {

    @Bean(destroyMethod = "dispose")
    JdbcConnectionPool noteDatabase(NotesProperties properties) {
        return open(properties.dataFolder());
    }

    @Bean
    JdbcNotes jdbcNotes(JdbcConnectionPool noteDatabase) {
        return new JdbcNotes(noteDatabase);
    }

    @Bean
    NoteIds noteIds(Clock clock) {
        return new NoteIds(clock);
    }

    /** The pool keeps one connection open until it is disposed, which then closes the database in an orderly way. */
    static JdbcConnectionPool open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationProblem(
                    "The setting notes.data (NOTES_DATA) names a folder that cannot be made: give one that can.");
        }
        // WRITE_DELAY=0: what was answered with success is in the file, also when the process is killed.
        String url = "jdbc:h2:file:" + folder.resolve("notes") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "notes", "");
        pool.setMaxConnections(16);
        pool.setLoginTimeout(5);
        return pool;
    }
}
