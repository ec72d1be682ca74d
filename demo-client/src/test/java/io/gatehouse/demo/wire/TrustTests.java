package io.gatehouse.demo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gatehouse.demo.settings.ClientProperties;
import io.gatehouse.demo.settings.DemoProperties;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that the operator names is trusted; any other unknown one is not. */
final class TrustTests {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder = Path.of("");

    @Test
    void sendWhenCertificateNamedThenTrustedOtherwiseNot() throws Exception {
        Path store = folder.resolve("store.p12");
        Path pem = folder.resolve("cert.pem");
        keytool(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost"), store);
        keytool(List.of("-exportcert", "-rfc", "-file", pem.toString()), store);
        HttpsServer server = server(store);
        try {
            URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
            Trace trace = new Trace();
            assertThat(wire(pem.toString()).send(Call.get(uri, "t", "w"), trace).body())
                    .isEqualTo("ok");
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> wire("").send(Call.get(uri, "t", "w"), trace));
            assertThat(trace.steps())
                    .hasSize(2)
                    .last()
                    .extracting(Step::failure)
                    .isNotNull();
        } finally {
            server.stop(0);
        }
    }

    private static Wire wire(String trustCert) {
        ClientProperties client = new ClientProperties("id", "secret", "");
        DemoProperties properties =
                new DemoProperties("0", "127.0.0.1", "http://a", "http://b", "http://c", trustCert, client, client);
        return new Wire(new WireConfiguration().httpClient(properties), Clock.systemUTC());
    }

    private static HttpsServer server(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void keytool(List<String> arguments, Path store) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-alias", "it", "-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
