package io.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The house without its web server, opened when the first command needs a room of it. Only what a command asks for comes to
 * life: no job runs, no realm file is applied.
 */
final class House implements AutoCloseable {

    private final List<String> settings;
    private @Nullable ConfigurableApplicationContext context;

    House(List<String> settings) {
        this.settings = List.copyOf(settings);
    }

    /** A service of some room. Throws what a start of the server would throw when the configuration is wrong. */
    <T> T room(Class<T> type) {
        ConfigurableApplicationContext open = context;
        if (open == null) {
            List<String> all = new ArrayList<>(settings);
            all.add("--logging.level.root=error");
            all.add("--logging.level.io.gatehouse=error");
            all.add("--spring.main.lazy-initialization=true");
            open = new SpringApplicationBuilder(Rooms.class)
                    .web(WebApplicationType.NONE)
                    .logStartupInfo(false)
                    .run(all.toArray(String[]::new));
            context = open;
        }
        return open.getBean(type);
    }

    /** Does something as one: all of it is there afterwards, or nothing. */
    <T> T change(Supplier<T> work) {
        return Objects.requireNonNull(room(TransactionOperations.class).execute(status -> work.get()));
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }

    /** Everything but pages. */
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("io.gatehouse")
    @ComponentScan(
            basePackages = "io.gatehouse",
            excludeFilters = {
                @Filter(Controller.class),
                @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
                @Filter(type = FilterType.REGEX, pattern = "io\\.gatehouse\\.AuthServerApplication")
            })
    @Import(OperatorCaller.class)
    static class Rooms {}
}
