package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator meets: refused configurations, the first administrator's link, a certificate that is replaced. */
class StartTests {

    private static final Pattern FIRST_ADMIN = Pattern.compile("https?://\\S+(/first-admin\\?token=\\S+)");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** One database for all starts that don't need an empty one: preparing it takes most of a start. */
    @TempDir
    static Path prepared;

    @TempDir
    Path folder;

    @Test
    void startWhenIssuerIsNoUrlThenOneSentenceNamesIt() {
        assertRefused(
                server("start-issuer").with("GATEHOUSE_ISSUER", "id.example.com"),
                "gatehouse.issuer (GATEHOUSE_ISSUER) must be an absolute http(s) URL");
    }

    @Test
    void startWhenIssuerIsPlainHttpOnAPublicHostThenOneSentenceNamesIt() {
        assertRefused(
                server("start-http").with("GATEHOUSE_ISSUER", "http://id.example.com"),
                "gatehouse.issuer (GATEHOUSE_ISSUER) must be https for the host 'id.example.com'");
    }

    @Test
    void startWhenTlsKeyIsMissingThenOneSentenceNamesIt() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        assertRefused(
                server("start-tls")
                        .with(
                                "GATEHOUSE_TLS_CERT",
                                certificate.certificateFile().toString()),
                "GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY belong together");
    }

    @Test
    void startWhenRealmFileIsMissingThenOneSentenceNamesIt() {
        Path missing = folder.resolve("nowhere.yaml");
        assertRefused(
                server("start-no-realm").with("GATEHOUSE_REALM_FILE", missing.toString()),
                "GATEHOUSE_REALM_FILE",
                missing.toString());
    }

    @Test
    void startWhenRealmFileIsWrongThenLineAndKeyAreNamed() throws IOException {
        Path realm = Files.writeString(folder.resolve("realm.yaml"), """
                clients:
                  - client_id: shop
                    token_endpoint_auth_methods: [none]
                    grant_types: [authorization_code]
                    redirect_uris: ["http://shop.example.com/callback"]
                """);
        assertRefused(
                server("start-realm").with("GATEHOUSE_REALM_FILE", realm.toString()),
                "realm.yaml line 5, clients[0].redirect_uris[0]: must be https");
    }

    @Test
    void startWhenPortIsTakenThenOneSentenceNamesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertRefused(server("start-port").port(port), "server.port (GATEHOUSE_PORT) names port " + port);
        }
    }

    @Test
    void firstAdminWhenLinkIsUsedThenAdministratorIsMadeOnceAndNoLinkIsShownAgain() throws Exception {
        String password = RandomText.next();
        try (GatehouseServer server =
                        server("start-first-admin").data(folder.resolve("data")).start();
                Visitor visitor = new Visitor(server.issuer())) {
            List<String> links = firstAdminLinks(server);
            assertThat(links).hasSize(1);
            HttpResponse<String> page = visitor.get(links.getFirst());
            assertThat(page.statusCode()).isEqualTo(200);
            Map<String, String> filled = Map.of("email", "root@example.com", "name", "Root", "password", password);
            HttpResponse<String> made = visitor.submit(page, "/first-admin", filled);
            assertThat(made.statusCode()).isBetween(302, 303);
            HttpResponse<String> again = visitor.submit(page, "/first-admin", filled);
            assertThat(again.statusCode()).isBetween(400, 410);
            assertThat(visitor.get(links.getFirst()).statusCode()).isEqualTo(again.statusCode());
            HttpResponse<String> signedIn = visitor.submit(
                    visitor.get("/sign-in"), "/sign-in", Map.of("email", "root@example.com", "password", password));
            assertThat(signedIn.statusCode()).isEqualTo(303);
            server.app().stop();
            server.startAgain();
            assertThat(firstAdminLinks(server)).hasSize(1);
        }
    }

    @Test
    void certificateWhenFilesAreReplacedThenNewConnectionsGetItAndOpenOnesGoOn() throws Exception {
        TestCertificate first = TestCertificate.in(folder);
        try (GatehouseServer server = server("start-certificate")
                        .tls(first.certificateFile(), first.keyFile(), first.trusting())
                        .start();
                SSLSocket open = connect(server.port())) {
            assertThat(certificate(open)).isEqualTo(first.certificate());
            assertThat(get(open)).isEqualTo("HTTP/1.1 200 ");
            TestCertificate second = TestCertificate.in(folder);
            Awaitility.await("the new certificate")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> certificateOfNewConnection(server.port()).equals(second.certificate()));
            assertThat(get(open)).isEqualTo("HTTP/1.1 200 ");
        }
    }

    private static GatehouseServer.Builder server(String name) {
        return GatehouseServer.builder(name + "-" + ProcessHandle.current().pid())
                .data(prepared.resolve("data"));
    }

    private static void assertRefused(GatehouseServer.Builder server, String... words) {
        try (RunningApp app = server.startUnchecked()) {
            assertThat(app.awaitExit(LIMIT)).isNotZero();
            assertThat(app.log()).contains(words).doesNotContain("\tat ", "Exception");
        }
    }

    private static List<String> firstAdminLinks(GatehouseServer server) {
        Matcher matcher = FIRST_ADMIN.matcher(server.app().log());
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static Certificate certificateOfNewConnection(int port) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect(port)) {
            return certificate(socket);
        }
    }

    private static Certificate certificate(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    /** Connects to whatever certificate is there: the test compares it itself. */
    private static SSLSocket connect(int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.startHandshake();
        return socket;
    }

    /** One request on a connection that stays open: reads the whole answer and returns its status line. */
    private static String get(SSLSocket socket) throws IOException {
        String request = "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                + "\r\nAccept: application/json\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String status = reader.readLine();
        int length = -1;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        if (length >= 0) {
            assertThat(reader.skip(length)).isEqualTo(length);
            return status;
        }
        // RFC 9112 section 7.1: the last chunk has no length, and an empty line follows
        String line = reader.readLine();
        while (line != null && !line.equals("0")) {
            line = reader.readLine();
        }
        assertThat(reader.readLine()).isEmpty();
        return status;
    }
}
