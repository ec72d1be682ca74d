package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The unmodified openid-client of npm against the server over https, as each kind of client. */
class OpenIdClientTests {

    private static final String PASSWORD = RandomText.next();
    private static final String SECRET = RandomText.next();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static JsonNode results = Json.parse("{}");
    private static GatehouseServer server;

    @BeforeAll
    static void runFlows() throws Exception {
        Path node = installedClient();
        TestCertificate certificate = TestCertificate.in(folder);
        Map<String, String> key = privateJwk();
        server = GatehouseServer.builder("openid-client")
                .tls(certificate.certificateFile(), certificate.keyFile(), certificate.trusting())
                .data(folder.resolve("data"))
                .with("GATEHOUSE_REALM_FILE", realm(key).toString())
                .start();
        String output = run(
                node,
                List.of("node", "flows.mjs"),
                Map.of("NODE_EXTRA_CA_CERTS", certificate.certificateFile().toString()),
                settings(key));
        results = Json.parse(output.lines().toList().getLast());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "post", "privateKeyJwt", "public"})
    void openIdClientWhenPersonSignsInThenEveryStepOfTheFlowWorks(String kind) {
        JsonNode result = results.path(kind);
        assertThat(result.path("email").asString("")).isEqualTo("alice@example.com");
        assertThat(result.path("name").asString("")).isEqualTo("Alice Example");
        assertThat(result.path("scope").asString("").split(" "))
                .contains("openid", "profile", "email", "offline_access", "notes.read");
        assertThat(result.path("rotated").asBoolean(false)).isTrue();
        assertThat(result.path("sameSubject").asBoolean(false)).isTrue();
        assertThat(result.path("pages").path(0).asString("")).isEqualTo("/sign-in");
        assertThat(result.path("secondAuthorizationPages").asInt(-1)).isZero();
        assertThat(result.path("refreshAfterRevocation").asString("")).isEqualTo("invalid_grant");
        assertThat(result.path("wrongNonce").asString("")).isNotEqualTo("none").isNotEmpty();
        assertThat(result.path("stateAfterLogout").asBoolean(false)).isTrue();
        assertThat(result.path("pagesAfterLogout").asInt(-1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "post", "privateKeyJwt"})
    void openIdClientWhenConfidentialThenIntrospectsAndGetsATokenOfItsOwn(String kind) {
        JsonNode result = results.path(kind);
        assertThat(result.path("activeBefore").asBoolean(false)).isTrue();
        assertThat(result.path("introspectedScope").asString("")).contains("notes.read");
        assertThat(result.path("activeAfter").asBoolean(true)).isFalse();
        JsonNode own = result.path("ownToken");
        assertThat(own.path("active").asBoolean(false)).isTrue();
        assertThat(own.path("scope").asString("")).isEqualTo("notes.read");
        assertThat(own.path("refreshToken").isNull()).isTrue();
    }

    @Test
    void consentWhenGivenOnceThenIsNotAskedForAgain() {
        assertThat(results.path("basic").path("pages").toString()).contains("/consent");
        assertThat(results.path("post").path("pages").toString()).doesNotContain("/consent");
    }

    /** Installs exactly what package-lock.json names; what is there already is kept. */
    private static Path installedClient() throws IOException, InterruptedException {
        requireProgram("node", 20);
        requireProgram("npm", 8);
        Path source = Workspace.root().resolve("system-tests/src/test/node");
        Path target = Workspace.target().resolve("node");
        Files.createDirectories(target);
        try (var files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        byte[] wanted = Files.readAllBytes(source.resolve("package-lock.json"));
        Path installed = target.resolve("node_modules").resolve(".lock-of-gatehouse.json");
        if (!Files.exists(installed) || !Arrays.equals(wanted, Files.readAllBytes(installed))) {
            run(target, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), Map.of(), "");
            Files.write(installed, wanted);
        }
        return target;
    }

    private static void requireProgram(String name, int major) throws InterruptedException {
        String version;
        try {
            version = run(Workspace.root(), List.of(name, "--version"), Map.of(), "");
        } catch (IOException e) {
            version = "missing";
        }
        Matcher number = Pattern.compile("v?(\\d+)\\..*").matcher(version.strip());
        if (!number.matches() || Integer.parseInt(number.group(1)) < major) {
            throw new AssertionError(
                    "These tests need %s %d or newer on the PATH, and it is %s: ./gatehouse test installs it."
                            .formatted(name, major, version.strip()));
        }
    }

    private static String run(Path directory, List<String> command, Map<String, String> environment, String input)
            throws IOException, InterruptedException {
        Path stdin = Files.writeString(folder.resolve("in"), input);
        Path stdout = folder.resolve("out");
        Path stderr = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(stdin.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(
                    String.join(" ", command) + " failed:\n" + Files.readString(stdout) + Files.readString(stderr));
        }
        return Files.readString(stdout);
    }

    private static String settings(Map<String, String> key) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("issuer", server.issuer());
        settings.put("person", Map.of("email", "alice@example.com", "password", PASSWORD));
        settings.put("web", app("web", Map.of("secret", SECRET)));
        settings.put("signing", app("signing", Map.of("key", key)));
        settings.put("native", app("native", Map.of()));
        return Json.write(settings);
    }

    private static Map<String, Object> app(String id, Map<String, Object> credentials) {
        Map<String, Object> app = new TreeMap<>(credentials);
        app.put("id", id);
        app.put("redirectUri", "https://app.example.com/" + id);
        app.put("signedOutUri", "https://app.example.com/" + id + "/signed-out");
        return app;
    }

    private static Path realm(Map<String, String> key) throws IOException {
        Map<String, String> publicKey = new TreeMap<>(key);
        publicKey.remove("d");
        List<String> clients = new ArrayList<>();
        clients.add(client("web", "client_secret_basic, client_secret_post", ", client_credentials")
                + "    secrets: [{value: \"" + SECRET + "\"}]\n");
        clients.add(client("signing", "private_key_jwt", ", client_credentials") + "    jwks: "
                + Json.write(Map.of("keys", List.of(publicKey))) + "\n");
        clients.add(client("native", "none", ""));
        return Files.writeString(folder.resolve("realm.yaml"), """
                scopes:
                  - {name: notes.read, title: Read your notes, resource: "https://notes.example.com"}
                people:
                  - {email: alice@example.com, name: Alice Example, password: {value: "%s"}}
                clients:
                %s""".formatted(PASSWORD, String.join("", clients)));
    }

    private static String client(String id, String authentication, String furtherGrants) {
        return """
                  - client_id: %1$s
                    token_endpoint_auth_methods: [%2$s]
                    grant_types: [authorization_code, refresh_token%3$s]
                    redirect_uris: ["https://app.example.com/%1$s"]
                    post_logout_redirect_uris: ["https://app.example.com/%1$s/signed-out"]
                    scopes: [openid, profile, email, offline_access, notes.read]
                """.formatted(id, authentication, furtherGrants).indent(0);
    }

    private static Map<String, String> privateJwk() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        return Map.of(
                "kty", "EC",
                "crv", "P-256",
                "kid", "signing-1",
                "alg", "ES256",
                "x", coordinate(publicKey.getW().getAffineX().toByteArray()),
                "y", coordinate(publicKey.getW().getAffineY().toByteArray()),
                "d", coordinate(((ECPrivateKey) pair.getPrivate()).getS().toByteArray()));
    }

    /** RFC 7518 section 6.2.1.2: 32 bytes for P-256, whatever sign byte or leading zeros Java has. */
    private static String coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
