package io.gatehouse.password;

import java.sql.Types;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Goes through every stored hash of a table: those of today's passwords, or those of former ones. */
final class JdbcStoredHashes {

    /** A table with hashes; the key is its primary one. */
    enum Table {
        CURRENT("password_credential", "account_id", "uuid"),
        FORMER("password_history", "id", "bigint");

        private final String page;
        private final String replace;

        Table(String name, String key, String type) {
            this.page = """
                    select %2$s::text as key, account_id::text as account, hash from %1$s
                    where :after::text is null or %2$s > :after::%3$s
                    order by %2$s limit :most
                    """.formatted(name, key, type);
            this.replace = "update %1$s set hash = :after where %2$s = :key::%3$s and hash = :before"
                    .formatted(name, key, type);
        }
    }

    private final JdbcClient jdbc;

    JdbcStoredHashes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The rows that follow a key in its order, or the first ones. */
    List<Stored> page(Table table, @Nullable String after, int most) {
        return jdbc.sql(table.page)
                .param("after", after, Types.VARCHAR)
                .param("most", most)
                .query(Stored.class)
                .list();
    }

    /** False if the row does not hold this hash any more. */
    boolean replace(Table table, Stored before, String after) {
        return jdbc.sql(table.replace)
                        .param("key", before.key())
                        .param("before", before.hash())
                        .param("after", after)
                        .update()
                == 1;
    }

    /** A row. */
    record Stored(String key, String account, String hash) {

        @Override
        public String toString() {
            return "Stored[" + account + "]";
        }
    }
}
