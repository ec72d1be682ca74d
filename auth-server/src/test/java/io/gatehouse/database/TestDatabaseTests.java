package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

final class TestDatabaseTests {

    @Test
    void rowsWhenTwoDatabasesThenSeparate() {
        try (TestDatabase one = TestDatabase.fresh();
                TestDatabase two = TestDatabase.fresh()) {
            one.jdbc().sql("insert into access_role (name) values ('admin')").update();

            assertThat(names(one)).containsExactly("admin");
            assertThat(names(two)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table intruder (id int)",
                "truncate access_role cascade",
                "drop table oauth_code",
                "alter table account add column x int",
                "create function f() returns int language sql return 1",
                "create schema intruder",
                "update flyway_schema_history set success = false"
            })
    void schemaWhenServingRoleChangesItThenRefused(String sql) {
        try (TestDatabase database = TestDatabase.fresh()) {
            assertThatThrownBy(() -> database.jdbc().sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasFieldOrPropertyWithValue("SQLState", "42501");
        }
    }

    private static List<String> names(TestDatabase database) {
        return database.jdbc()
                .sql("select name from access_role")
                .query(String.class)
                .list();
    }
}
