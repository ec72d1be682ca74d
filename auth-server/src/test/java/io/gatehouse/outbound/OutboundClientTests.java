package io.gatehouse.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("attack-31")
final class OutboundClientTests {

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger secretReads = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fill(server);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void fetchWhenListedNetworkThenJson() throws IOException {
        try (OutboundClient client = client(LOOPBACK)) {
            assertThat(client.getJson(url("/keys"))).isEqualTo("{\"keys\":[]}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "2130706433",
                "0x7f.1",
                "127.1",
                "0.0.0.0"
            })
    void fetchWhenLoopbackNotListedThenRefused(String host) throws IOException {
        try (OutboundClient client = client(List.of())) {
            for (String scheme : List.of("http", "https")) {
                URI address = URI.create(
                        scheme + "://" + host + ":" + server.getAddress().getPort() + "/keys");

                assertThatThrownBy(() -> client.getJson(address)).isInstanceOf(OutboundException.class);
            }
        }
        assertThat(secretReads).hasValue(0);
    }

    @Test
    void fetchWhenPlainHttpToPublicHostThenRefused() throws IOException {
        try (OutboundClient client =
                client(LOOPBACK, host -> new InetAddress[] {InetAddress.ofLiteral("93.184.215.14")})) {
            assertThatThrownBy(() -> client.getJson(URI.create("http://example.com/keys")))
                    .isInstanceOf(OutboundException.class)
                    .hasMessageContaining("plain http needs a listed network");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://example.com/x", "jar:file:/x!/y", "https://user:pw@example.com/"})
    void fetchWhenOtherSchemeOrUserThenRefused(String address) throws IOException {
        try (OutboundClient client = client(LOOPBACK)) {
            assertThatThrownBy(() -> client.getJson(URI.create(address))).isInstanceOf(OutboundException.class);
        }
    }

    @Test
    void fetchWhenOneOfSeveralAddressesPrivateThenRefused() throws IOException {
        try (OutboundClient client = client(List.of(), host ->
                new InetAddress[] {InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("10.0.0.1")})) {
            assertThatThrownBy(() -> client.getJson(URI.create("https://mixed.example/keys")))
                    .isInstanceOf(OutboundException.class)
                    .hasMessageContaining("gatehouse.outbound.allowed-networks");
        }
    }

    @Test
    void fetchWhenNameRebindsThenCheckedAddressIsUsed() throws IOException {
        AtomicInteger lookUps = new AtomicInteger();
        // the first answer is harmless, every later one leads elsewhere
        DnsResolver rebinding = resolver(host -> {
            String answer = lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2";
            return new InetAddress[] {InetAddress.ofLiteral(answer)};
        });
        try (OutboundClient client = new OutboundClient(
                new OutboundProperties(List.of("127.0.0.1"), null), rebinding, Duration.ofSeconds(5))) {
            URI address =
                    URI.create("http://rebind.example:" + server.getAddress().getPort() + "/keys");

            assertThat(client.getJson(address)).isEqualTo("{\"keys\":[]}");
            assertThat(lookUps).hasValue(1);
            assertThatThrownBy(() -> client.getJson(address)).isInstanceOf(OutboundException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/redirect", "/html", "/large", "/endless", "/missing"})
    void fetchWhenAnswerUnacceptableThenRefused(String path) throws IOException {
        try (OutboundClient client = client(LOOPBACK)) {
            assertThatThrownBy(() -> client.getJson(url(path))).isInstanceOf(OutboundException.class);
        }
        assertThat(secretReads).hasValue(0);
    }

    @Test
    void fetchWhenAnswerDripsThenEndedAtDeadline() throws IOException {
        try (OutboundClient client = new OutboundClient(
                new OutboundProperties(LOOPBACK, null), SystemDefaultDnsResolver.INSTANCE, Duration.ofMillis(500))) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> client.getJson(url("/drip")))
                    .isInstanceOf(OutboundException.class)
                    .hasMessageContaining("in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void fetchWhenCertificateUnknownThenOnlyWithOperatorsBundle(@TempDir Path folder) throws Exception {
        HttpsServer https = https(folder);
        try {
            URI address = URI.create("https://localhost:" + https.getAddress().getPort() + "/keys");
            try (OutboundClient client = client(LOOPBACK)) {
                assertThatThrownBy(() -> client.getJson(address)).isInstanceOf(OutboundException.class);
            }
            try (OutboundClient client = client(LOOPBACK, folder.resolve("ca.pem"))) {
                assertThat(client.getJson(address)).isEqualTo("{\"keys\":[]}");
                URI otherName =
                        URI.create("https://127.0.0.1:" + https.getAddress().getPort() + "/keys");
                assertThatThrownBy(() -> client.getJson(otherName)).isInstanceOf(OutboundException.class);
            }
        } finally {
            https.stop(0);
        }
    }

    @Test
    void startWhenBundleUnreadableThenErrorNamesProperty(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> client(LOOPBACK, empty)).hasMessageContaining("gatehouse.outbound.ca-file");
        assertThatThrownBy(() -> client(LOOPBACK, folder.resolve("none.pem")))
                .hasMessageContaining("gatehouse.outbound.ca-file");
    }

    private void fill(HttpServer server) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/keys", exchange -> answer(exchange, 200, "application/json", "{\"keys\":[]}"));
        server.createContext("/html", exchange -> answer(exchange, 200, "text/html", "{\"keys\":[]}"));
        server.createContext("/missing", exchange -> answer(exchange, 404, "application/json", "{}"));
        server.createContext("/large", exchange -> answer(exchange, 200, "application/json", " ".repeat(65537)));
        server.createContext("/secret", exchange -> {
            secretReads.incrementAndGet();
            answer(exchange, 200, "application/json", "{}");
        });
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", "/secret");
            answer(exchange, 302, "application/json", "{}");
        });
        server.createContext("/endless", exchange -> stream(exchange, " ".repeat(8192), 0));
        server.createContext("/drip", exchange -> stream(exchange, " ", 50));
    }

    private void stream(HttpExchange exchange, String chunk, long pauseMillis) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            while (!end.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(chunk.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private HttpsServer https(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        keytool("-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=localhost -ext san=dns:localhost "
                + "-validity 2 -storetype PKCS12 -storepass changeit -keystore " + store);
        keytool("-exportcert -rfc -alias a -storepass changeit -keystore " + store + " -file "
                + folder.resolve("ca.pem"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        fill(https);
        https.start();
        return https;
    }

    private static void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static OutboundClient client(List<String> networks) {
        return client(networks, (Path) null);
    }

    private static OutboundClient client(List<String> networks, @Nullable Path caFile) {
        return new OutboundClient(
                new OutboundProperties(networks, caFile), SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(5));
    }

    private static OutboundClient client(List<String> networks, Lookup lookup) {
        return new OutboundClient(new OutboundProperties(networks, null), resolver(lookup), Duration.ofSeconds(5));
    }

    private static DnsResolver resolver(Lookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookup.find(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }
}
