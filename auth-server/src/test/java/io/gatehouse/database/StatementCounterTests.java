package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class StatementCounterTests {

    @Test
    void countWhenStatementsRunInTransactionThenOnlyTheyCount() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            StatementCounter counter = new StatementCounter();
            var dataSource = counter.wrap(database.dataSource());
            JdbcClient jdbc = JdbcClient.create(dataSource);
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
            jdbc.sql("select 0").query().singleValue();

            assertThat(counter.countDuring(() -> transaction.execute(status -> {
                        jdbc.sql("set local lock_timeout = 1000").update();
                        jdbc.sql("insert into access_role (name) values (:name)")
                                .param("name", "admin")
                                .update();
                        return jdbc.sql("select count(*) from access_role")
                                .query()
                                .singleValue();
                    })))
                    .isEqualTo(2);
            assertThat(counter.countDuring(() -> 1)).isZero();
        }
    }
}
