package io.gatehouse;

import io.gatehouse.database.StatementCounter;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole server on a real port and a real database, with a clock that tests move. One is shared by all tests of the JVM:
 * tests make their own clients and accounts, and never count on an empty table.
 */
public final class TestServer {

    private static @Nullable TestServer shared;

    private final URI issuer;
    private final MutableClock clock;
    private final TestDatabase database;
    private final URI address;
    private final Path data;
    private final ConfigurableApplicationContext context;

    private TestServer(
            TestDatabase database, MutableClock clock, Path data, @Nullable URI issuer, String... properties) {
        this.database = database;
        this.clock = clock;
        int port = freePort();
        this.address = URI.create("http://localhost:" + port);
        this.issuer = issuer == null ? address : issuer;
        this.data = data;
        List<String> all = new ArrayList<>(List.of(database.properties()));
        all.add("gatehouse.issuer=" + this.issuer);
        all.add("gatehouse.web.allowed-hosts=localhost:" + port);
        all.add("gatehouse.data=" + data);
        all.add("gatehouse.demo=true");
        // nothing of earlier requests is written while a test counts statements
        all.add("gatehouse.trace.every=1h");
        all.add("server.port=" + port);
        all.addAll(List.of(properties));
        this.context = new SpringApplicationBuilder(AuthServerApplication.class)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(Clock.class, () -> clock, definition -> definition.setPrimary(true));
                    beans.registerBean(StatementCounter.class, StatementCounter::new);
                })
                .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
    }

    /** The server that all tests of this JVM share. */
    public static synchronized TestServer shared() {
        TestServer server = shared;
        if (server == null) {
            server = new TestServer(TestDatabase.fresh(), new MutableClock(), temporaryFolder(), null);
            shared = server;
        }
        return server;
    }

    /** A server of its own, on its own database. */
    public static TestServer start(String... properties) {
        return new TestServer(TestDatabase.fresh(), new MutableClock(), temporaryFolder(), null, properties);
    }

    /** A second node of the same server: same issuer, database, keyring and clock, another port. */
    public TestServer anotherNode() {
        return new TestServer(database, clock, data, issuer);
    }

    /** Where this very node listens. */
    public URI address() {
        return address;
    }

    public URI issuer() {
        return issuer;
    }

    public MutableClock clock() {
        return clock;
    }

    public TestDatabase database() {
        return database;
    }

    /** The data folder, where demo mode keeps mails. */
    public Path data() {
        return data;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Everything of a type, whatever its name. */
    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public void stop() {
        context.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gatehouse-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
