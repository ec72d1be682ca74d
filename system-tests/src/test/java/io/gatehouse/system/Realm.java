package io.gatehouse.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small realm: one person, and one app that may do everything. */
record Realm(Path file, String email, String password, App app) {

    static final String SCOPE = "openid profile email offline_access notes.read";

    static Realm in(Path folder) throws IOException {
        App app = new App("shop", RandomText.next());
        Realm realm = new Realm(folder.resolve("realm.yaml"), "alice@example.com", RandomText.next(), app);
        Files.writeString(
                realm.file, """
                scopes:
                  - {name: notes.read, title: Read your notes, resource: "https://notes.example.com"}
                people:
                  - {email: %s, name: Alice Example, password: {value: "%s"}}
                clients:
                  - client_id: %s
                    token_endpoint_auth_methods: [client_secret_basic]
                    grant_types: [authorization_code, refresh_token, client_credentials]
                    redirect_uris: ["%s"]
                    scopes: [openid, profile, email, offline_access, notes.read]
                    secrets: [{value: "%s"}]
                """.formatted(realm.email, realm.password, app.id(), App.REDIRECT_URI, app.secret()));
        return realm;
    }
}
