package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresChangeFeedTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresChangeFeed feed = new PostgresChangeFeed(database.access());
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() throws InterruptedException {
        feed.subscribe("client_scope", key -> {
            throw new IllegalStateException("a listener that fails");
        });
        feed.subscribe("client_scope", changes::add);
        feed.start();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(ChangeFeed.EVERYTHING);
    }

    @AfterEach
    void close() {
        feed.stop();
        database.close();
    }

    @Test
    void listenerWhenRowChangesThenToldItsKeyWithinASecond() throws InterruptedException {
        addScope("notes.read");

        assertThat(changes.poll(1, TimeUnit.SECONDS)).isEqualTo("notes.read");
        assertThat(changes).isEmpty();
    }

    @Test
    void listenerWhenOtherTopicChangesThenNotTold() throws InterruptedException {
        database.jdbc().sql("select pg_notify('gatehouse', 'client:x')").query().singleRow();
        addScope("notes.write");

        assertThat(changes.poll(1, TimeUnit.SECONDS)).isEqualTo("notes.write");
    }

    @Test
    void listenerWhenConnectionWasLostThenToldEverythingAndLaterKeys() throws InterruptedException {
        database.ownerJdbc().sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where application_name = 'gatehouse-changes' and datname = current_database()
                        """).query().singleRow();

        assertThat(changes.poll(5, TimeUnit.SECONDS)).isEqualTo(ChangeFeed.EVERYTHING);
        addScope("notes.delete");
        assertThat(changes.poll(1, TimeUnit.SECONDS)).isEqualTo("notes.delete");
    }

    private void addScope(String name) {
        database.jdbc()
                .sql("insert into client_scope (name, title, description) values (:name, '', '')")
                .param("name", name)
                .update();
    }
}
