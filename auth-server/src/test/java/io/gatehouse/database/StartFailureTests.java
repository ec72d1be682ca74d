package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.shared.GatehouseProperties;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
final class StartFailureTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --gatehouse.db.url=jdbc:mysql://localhost/x --gatehouse.db.user=u | gatehouse.db.url (GATEHOUSE_DB_URL) must look like
        --gatehouse.db.url=jdbc:postgresql://localhost/x | gatehouse.db.user (GATEHOUSE_DB_USER) is missing
        --gatehouse.db.user=u | gatehouse.db.url (GATEHOUSE_DB_URL) is missing
        --gatehouse.db.pool-size=0 | gatehouse.db.pool-size (GATEHOUSE_DB_POOL_SIZE) must be from 1 to 50
        --gatehouse.db.pool-size=many | gatehouse.db.pool-size (GATEHOUSE_DB_POOL_SIZE) cannot be read as int
        --gatehouse.db.url=jdbc:postgresql://localhost/x?password=hush --gatehouse.db.user=u | must not hold a password
        --gatehouse.issuer=http://id.example.com | gatehouse.issuer (GATEHOUSE_ISSUER) must be https
        """)
    void startWhenSettingWrongThenOneSentence(String arguments, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> start(arguments.split(" "))).isNotNull();

        assertThat(output.getAll()).contains(sentence).doesNotContain("\tat ").doesNotContain("hush");
    }

    @Test
    void startWhenPasswordWrongThenOneSentenceWithoutIt(CapturedOutput output) {
        try (TestDatabase database = TestDatabase.fresh()) {
            assertThatThrownBy(() -> start(
                            "--gatehouse.db.url=" + database.jdbcUrl(),
                            "--gatehouse.db.user=" + database.user(),
                            "--gatehouse.db.password=not-the-one"))
                    .isNotNull();
        }

        assertThat(output.getAll())
                .contains("refused the user 'gatehouse'", "GATEHOUSE_DB_PASSWORD")
                .doesNotContain("\tat ", "not-the-one");
    }

    @Test
    void startWhenTwoRolesGivenThenServesAsTheLesserWithLimits() {
        try (TestDatabase database = TestDatabase.fresh()) {
            String[] arguments = database.settings().entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new);
            try (ConfigurableApplicationContext context = start(arguments)) {
                JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));

                assertThat(jdbc.sql("select current_user").query(String.class).single())
                        .isEqualTo("gatehouse");
                assertThat(jdbc.sql("show statement_timeout")
                                .query(String.class)
                                .single())
                        .isEqualTo("10s");
                assertThatThrownBy(() -> jdbc.sql("truncate account cascade").update())
                        .rootCause()
                        .hasFieldOrPropertyWithValue("SQLState", "42501");
            }
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", Clock.systemUTC()))
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({DatabaseProperties.class, GatehouseProperties.class})
    @Import(DatabaseConfiguration.class)
    static class Application {}
}
