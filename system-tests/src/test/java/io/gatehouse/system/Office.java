package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server with several administrators, who change an application in pairs and may act as people. For each language of a test
 * there are {@code ada}, {@code grace}, {@code hal} and {@code iris}, who administer, and {@code bob}, who does not. It is
 * started once for all tests of a JVM and ends with it.
 */
final class Office {

    private static @Nullable Office shared;

    private final String password = RandomText.next();
    private final Mails mails = new Mails();
    private final GatehouseServer server;

    private Office() {
        server = GatehouseServer.builder("office")
                .mail(mails)
                .with(Map.of(
                        "GATEHOUSE_REALM_FILE", realm().toString(),
                        "GATEHOUSE_ADMIN_FOUR_EYES", "clients",
                        "GATEHOUSE_ADMIN_CRITICAL_CLIENTS", "library",
                        "GATEHOUSE_ADMIN_IMPERSONATION", "true",
                        "GATEHOUSE_SIGN_IN_FRESH_FOR", "1h"))
                .start();
    }

    static synchronized Office shared() {
        Office office = shared;
        if (office == null) {
            office = new Office();
            shared = office;
        }
        return office;
    }

    String issuer() {
        return server.issuer();
    }

    Mails mails() {
        return mails;
    }

    String password() {
        return password;
    }

    static String email(String name, String language) {
        return name + "-" + language + "@example.com";
    }

    /** Signs somebody of the office in for a page. */
    Walk signIn(Walk walk, String name, String language, String place) {
        return walk.signIn(email(name, language), password, place, language);
    }

    private Path realm() {
        StringBuilder people = new StringBuilder();
        for (String language : new String[] {"en", "ar"}) {
            for (String name : new String[] {"ada", "grace", "hal", "iris", "bob"}) {
                people.append("  - {email: %s, name: %s Example, roles: [%s], password: {value: \"%s\"}}%n"
                        .formatted(email(name, language), name, name.equals("bob") ? "" : "admin", password));
            }
        }
        try {
            return Files.writeString(
                    Workspace.newFolder("gho-").resolve("realm.yaml"), """
                    scopes:
                      - {name: notes.read, title: Read your notes, resource: "https://notes.example.com"}
                    roles:
                      - {name: admin}
                      - {name: reader, description: Reads what is in the library}
                    people:
                    %s
                    clients:
                      - client_id: library
                        client_name: Library
                        token_endpoint_auth_methods: [client_secret_basic]
                        grant_types: [client_credentials]
                        scopes: [notes.read]
                        secrets: [{value: "%s"}]
                    """.formatted(people, RandomText.next()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
