package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All three apps with the demo's realm, as {@code ./gatehouse demo} starts them, but with mail over SMTP. They are
 * started once for all tests of a JVM and end with it.
 */
final class DemoStack {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static @Nullable DemoStack shared;

    private final int[] ports = FreePorts.next(3);
    private final Path data = Workspace.newFolder("ghd-");
    private final Path secrets = makeSecrets(data.resolve("demo-secrets"));
    private final Mails mails = new Mails();
    private final GatehouseServer server;

    private DemoStack() {
        RunningApp notes = RunningApp.start("demo-resource-server", "resource-server", notesSettings());
        RunningApp client = RunningApp.start("demo-demo-client", "demo-client", clientSettings());
        server = GatehouseServer.builder("demo-auth-server")
                .port(ports[0])
                .data(data.resolve("server"))
                .mail(mails)
                .with(Map.of(
                        "GATEHOUSE_REALM_FILE",
                        Workspace.root().resolve("demo/realm.yaml").toString(),
                        "GATEHOUSE_DEMO_SECRETS",
                        secrets.toString(),
                        "NOTES_RESOURCE",
                        notesUrl(),
                        "DEMO_BASE_URL",
                        demoUrl(),
                        "GATEHOUSE_ADMIN_FOUR_EYES",
                        "keys",
                        "GATEHOUSE_ADMIN_IMPERSONATION",
                        "true"))
                .start();
        notes.awaitOk(URI.create(notesUrl() + "/health"));
        client.awaitOk(URI.create(demoUrl() + "/"));
    }

    static synchronized DemoStack shared() {
        DemoStack stack = shared;
        if (stack == null) {
            stack = new DemoStack();
            shared = stack;
        }
        return stack;
    }

    GatehouseServer server() {
        return server;
    }

    Mails mails() {
        return mails;
    }

    String issuer() {
        return "http://localhost:" + ports[0];
    }

    String notesUrl() {
        return "http://localhost:" + ports[1];
    }

    String demoUrl() {
        return "http://localhost:" + ports[2];
    }

    /** The password of a demo account: alice, bob or admin. */
    String password(String name) {
        return read(secrets.resolve(name + ".password"));
    }

    /** The secret of a demo client: demo-web, demo-reports or notes-api. */
    String clientSecret(String clientId) {
        return read(secrets.resolve(clientId + ".secret"));
    }

    private Map<String, String> notesSettings() {
        return Map.of(
                "NOTES_PORT", Integer.toString(ports[1]),
                "NOTES_ISSUER", issuer(),
                "NOTES_RESOURCE", notesUrl(),
                "NOTES_INTROSPECTION_CLIENT_ID", "notes-api",
                "NOTES_INTROSPECTION_CLIENT_SECRET_FILE",
                        secrets.resolve("notes-api.secret").toString(),
                "NOTES_DATA", data.resolve("notes").toString());
    }

    private Map<String, String> clientSettings() {
        return Map.of(
                "DEMO_PORT", Integer.toString(ports[2]),
                "DEMO_ISSUER", issuer(),
                "DEMO_BASE_URL", demoUrl(),
                "DEMO_NOTES_URL", notesUrl(),
                "DEMO_WEB_CLIENT_SECRET_FILE",
                        secrets.resolve("demo-web.secret").toString(),
                "DEMO_REPORTS_CLIENT_SECRET_FILE",
                        secrets.resolve("demo-reports.secret").toString());
    }

    private static Path makeSecrets(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String client : List.of("demo-web", "demo-reports", "notes-api")) {
                byte[] secret = new byte[32];
                RANDOM.nextBytes(secret);
                Files.writeString(
                        folder.resolve(client + ".secret"),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
            for (String person : List.of("alice", "bob", "admin")) {
                byte[] password = new byte[8];
                RANDOM.nextBytes(password);
                Files.writeString(
                        folder.resolve(person + ".password"),
                        HexFormat.ofDelimiter("-").formatHex(password));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
