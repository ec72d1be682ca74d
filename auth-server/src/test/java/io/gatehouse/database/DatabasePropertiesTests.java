package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class DatabasePropertiesTests {

    @Test
    void propertiesWhenGivenByEnvironmentThenBound() {
        DatabaseProperties properties = bind(Map.of(
                "GATEHOUSE_DB_URL", "jdbc:postgresql://db/gatehouse",
                "GATEHOUSE_DB_USER", "serves",
                "GATEHOUSE_DB_PASSWORD", "one",
                "GATEHOUSE_DB_MIGRATION_USER", "migrates",
                "GATEHOUSE_DB_MIGRATION_PASSWORD", "two",
                "GATEHOUSE_DB_POOL_SIZE", "7"));

        assertThat(properties)
                .isEqualTo(new DatabaseProperties(
                        "jdbc:postgresql://db/gatehouse", "serves", "one", "migrates", "two", 7));
        assertThat(properties.access().separateRoles()).isTrue();
        assertThat(properties.toString()).doesNotContain("one", "two");
        assertThat(properties.access().toString()).doesNotContain("one", "two");
    }

    @Test
    void propertiesWhenBlankThenEmbedded() {
        DatabaseProperties properties = bind(Map.of("GATEHOUSE_DB_URL", "", "GATEHOUSE_DB_USER", " "));

        assertThat(properties.external()).isFalse();
        assertThat(properties.poolSize()).isEqualTo(20);
    }

    private static DatabaseProperties bind(Map<String, Object> variables) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate("gatehouse.db", DatabaseProperties.class);
    }
}
