package io.gatehouse.transfer;

import static io.gatehouse.TestBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.access.Authorities;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.StoredClients;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A realm in Keycloak's format, whose hashes Python and the reference implementation of Argon2 made. */
final class KeycloakImportIntegrationTests {

    private static final Path REALM = Path.of("src/test/resources/transfer/keycloak-realm.json");
    private static final Actor OPERATOR = Actor.operator("test");

    private final TestServer server = TestServer.shared();
    private final Recorder recorder = new Recorder();

    private ImportReport run(Path file, ImportOptions options) {
        return server.bean(Imports.class).run(OPERATOR, ImportFormat.KEYCLOAK, file, options, recorder);
    }

    @Test
    void importWhenRealmIsTakenThenPeopleSignInAsBeforeAndTheSecondTimeChangesNothing() {
        ImportReport dry = run(REALM, ImportOptions.DEFAULT.asDryRun());
        assertThat(dry.failure()).isNull();
        if (dry.count(ItemKind.PERSON, Outcome.NEW) > 0) {
            assertThat(find("ada@acme.example")).as("a dry run writes nothing").isEmpty();
            assertThat(server.bean(StoredClients.class).find("acme-shop")).isEmpty();
        }
        ImportReport report = run(REALM, ImportOptions.DEFAULT);

        assertThat(report.failure()).isNull();
        assertThat(report.counts()).as("the dry run foretold it").isEqualTo(dry.counts());
        assertThat(report.count(ItemKind.PERSON, Outcome.NEW)).isEqualTo(7);
        assertThat(report.count(ItemKind.PERSON, Outcome.REFUSED)).isEqualTo(3);
        people();
        rights();
        clients();
        told();
        ImportReport again = run(REALM, ImportOptions.DEFAULT);
        assertThat(again.changedAnything()).isFalse();
        assertThat(again.count(ItemKind.PERSON, Outcome.SAME)).isEqualTo(7);
    }

    private void people() {
        for (String name : new String[] {"bo", "di", "gus"}) {
            assertThat(location(signIn(new TestBrowser(server), name))).as(name).isEqualTo("/");
        }
        assertThat(location(signIn(new TestBrowser(server), "cy"))).contains("password");
        assertThat(signIn(new TestBrowser(server), "ed").statusCode()).isEqualTo(401);
        assertThat(signIn(new TestBrowser(server), "fay").statusCode()).isEqualTo(401);
        assertThat(account("fay@acme.example").status()).isEqualTo(AccountStatus.PENDING);
        assertThat(account("di@acme.example").emailVerified()).isFalse();
        Account ada = account("ada@acme.example");
        assertThat(ada.emailVerified()).isTrue();
        assertThat(ada.profile().claims())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("preferred_username", "ada")
                .containsEntry("phone_number", "+44 20 1234");

        TestBrowser browser = new TestBrowser(server);
        assertThat(location(signIn(browser, "ada"))).isEqualTo("/sign-in/totp");
        HttpResponse<String> page = browser.get("/sign-in/totp");
        assertThat(location(browser.submit(page, "/sign-in/totp", Map.of("code", code("Yk3dpQ9tXhWm2sVc7RbN")))))
                .isEqualTo("/");
    }

    private void rights() {
        AccessService access = server.bean(AccessService.class);
        assertThat(access.authoritiesOf(account("ada@acme.example").id()).roles())
                .contains("acme-member", "acme-editor", "acme-shop/refund");
        assertThat(access.authoritiesOf(account("bo@acme.example").id()).roles())
                .contains("acme-member", "acme-chief", "acme-editor", "acme-shop/refund");
        Authorities gus = access.authoritiesOf(account("gus@acme.example").id());
        assertThat(gus.administrator()).isFalse();
        assertThat(gus.roles()).contains("acme-sneaky").doesNotContain("admin");
    }

    private void clients() {
        ClientRegistration shop =
                server.bean(StoredClients.class).find("acme-shop").orElseThrow();
        assertThat(shop.name()).isEqualTo("Acme shop");
        assertThat(shop.uris().redirectUris()).containsExactly("https://shop.acme.example/callback");
        assertThat(shop.uris().postLogoutRedirectUris()).containsExactly("https://shop.acme.example/callback");
        assertThat(shop.rights().scopes())
                .contains("openid", "profile", "orders")
                .doesNotContain("roles");
        assertThat(server.bean(StoredClients.class).secrets("acme-shop").toString())
                .contains("hidden");
        assertThat(server.bean(ClientService.class).find("acme-batch")).isPresent();
        TestBrowser machine = new TestBrowser(server);
        HttpResponse<String> token = machine.post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "acme-batch",
                        "client_secret", "Kx2mB8vN4qW6tR1yP9sD3fG7hJ5lZ0cA"));
        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
    }

    private void told() {
        assertThat(recorder.left())
                .contains(
                        "ada@acme.example attributes",
                        "gus@acme.example administrator",
                        "gus@acme.example admin_role",
                        "gus@acme.example authenticator_kind",
                        "hal no_email",
                        "Ada@Acme.example duplicate",
                        "service-account-acme-batch service_account",
                        "fay@acme.example pending",
                        "admin admin_role",
                        "acme-sneaky admin_role",
                        "Acme Office role_name",
                        "acme-shop wildcard_redirect",
                        "acme-wild no_redirect_uri",
                        "acme-masked secret_missing",
                        "acme-saml protocol",
                        "acme-api bearer_only",
                        "acme-spa password_grant",
                        "acme-spa implicit_flow",
                        "acme-spa pkce_required");
        assertThat(recorder.notTaken).allMatch(what -> what.place().startsWith("line "));
        assertThat(recorder.notTaken.toString()).doesNotContain("Yk3dpQ9tXhWm2sVc7RbN", "old password", "Kx2mB8vN4qW6");
    }

    @Test
    void importWhenAccountExistsThenKeepsItsCredentialsAndItsWords(@TempDir Path folder) throws IOException {
        AccountService accounts = server.bean(AccountService.class);
        Account mia = accounts.ensureActive(EmailAddress.parse("mia@kept.example"), Profile.named("Mia here"));
        server.bean(PasswordService.class).set(mia.id(), "what Mia chose here");
        accounts.register(EmailAddress.parse("squat@kept.example"), Profile.named("Squatter"));
        Account squatter = account("squat@kept.example");
        server.bean(PasswordService.class).set(squatter.id(), "what the squatter chose");
        Path file = realm(folder, """
                {"username": "mia", "email": "Mia@Kept.example", "enabled": true, "firstName": "Mia", "lastName": "There",
                 "credentials": [%1$s, {"type": "otp", "secretData": "{\\"value\\": \\"0123456789abcdefghij\\"}",
                   "credentialData": "{\\"subType\\": \\"totp\\"}"}]},
                {"username": "squat", "email": "squat@kept.example", "enabled": true, "credentials": [%1$s]}
                """.formatted(OLD_PASSWORD));

        ImportReport report = run(file, ImportOptions.DEFAULT);

        assertThat(report.failure()).isNull();
        PasswordService passwords = server.bean(PasswordService.class);
        assertThat(passwords.matches(mia.id(), "what Mia chose here")).isTrue();
        assertThat(account("mia@kept.example").profile().claims())
                .containsEntry("name", "Mia here")
                .containsEntry("family_name", "There");
        assertThat(location(new TestBrowser(server)
                        .signIn("/sign-in", new Person(mia.id(), "mia@kept.example", "what Mia chose here"))))
                .as("no authenticator of the file")
                .isEqualTo("/");
        Account owner = account("squat@kept.example");
        assertThat(owner.id()).isNotEqualTo(squatter.id());
        assertThat(passwords.matches(owner.id(), "what the squatter chose")).isFalse();
        assertThat(passwords.matches(owner.id(), "ada's old password")).isTrue();
    }

    /** Made by Python's hashlib. */
    private static final String OLD_PASSWORD = """
            {"type": "password", "secretData": "{\\"value\\": \\"%s\\", \\"salt\\": \\"c2FsdHNhbHRzYWx0c2FsdA==\\"}",
             "credentialData": "{\\"hashIterations\\": 1000, \\"algorithm\\": \\"pbkdf2-sha256\\"}"}
            """.formatted(hash());

    private static String hash() {
        try {
            byte[] bytes = javax.crypto.SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new javax.crypto.spec.PBEKeySpec(
                            "ada's old password".toCharArray(),
                            "saltsaltsaltsalt".getBytes(StandardCharsets.US_ASCII),
                            1000,
                            256))
                    .getEncoded();
            return java.util.Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void importWhenEntriesAreHostileThenEachIsRefusedAndTheOthersAreTaken(@TempDir Path folder) throws IOException {
        String megabyte = "A".repeat(1 << 20);
        Path file = realm(folder, """
                {"email": "long@hostile.example", "enabled": true, "credentials": [{"type": "password",
                  "secretData": "{\\"value\\": \\"%1$s\\", \\"salt\\": \\"c2FsdA==\\"}",
                  "credentialData": "{\\"hashIterations\\": 1, \\"algorithm\\": \\"pbkdf2-sha256\\"}"}]},
                {"email": "dear@hostile.example", "enabled": true, "credentials": [{"type": "password",
                  "secretData": "{\\"value\\": \\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\\", \\"salt\\": \\"c2FsdA==\\"}",
                  "credentialData": "{\\"hashIterations\\": 900000000, \\"algorithm\\": \\"pbkdf2-sha256\\"}"}]},
                {"email": "con\\u0007trol@hostile.example", "enabled": true},
                {"email": "name@hostile.example", "enabled": true, "firstName": "A\\u202eB", "lastName": "\\u0000"},
                {"email": "huge@hostile.example", "enabled": true, "attributes": {"a": ["%1$s", "%1$s", "%1$s", "%1$s", "%1$s",
                  "%1$s", "%1$s", "%1$s", "%1$s"]}},
                [1, 2], "text", null,
                {"email": "many@hostile.example", "enabled": true, "groups": ["%2$s"], "realmRoles": ["nope", "admin"]},
                {"email": "fine@hostile.example", "enabled": true}
                """.formatted(megabyte, "/a".repeat(100_000)));

        ImportReport report = run(file, ImportOptions.DEFAULT);

        assertThat(report.failure()).isNull();
        assertThat(recorder.names(ItemKind.PERSON, Outcome.NEW))
                .containsExactlyInAnyOrder(
                        "long@hostile.example",
                        "dear@hostile.example",
                        "name@hostile.example",
                        "many@hostile.example",
                        "fine@hostile.example");
        assertThat(recorder.left())
                .contains(
                        "long@hostile.example hash_missing",
                        "dear@hostile.example hash_unusable",
                        "con\ufffdtrol@hostile.example email_unusable",
                        "name@hostile.example profile_value",
                        "many@hostile.example group_unknown",
                        "many@hostile.example role_unknown",
                        "many@hostile.example admin_role",
                        " unreadable");
        assertThat(recorder.notTaken.toString()).hasSizeLessThan(8000);
    }

    @Test
    void importWhenTheFileIsUnsoundThenNothingIsTaken(@TempDir Path folder) throws IOException {
        String person = "{\"email\": \"early@unsound.example\", \"enabled\": true}";
        Map<String, String> files = Map.of(
                "{\"realm\": \"x\", \"users\": [" + person,
                "cut off",
                "{\"realm\": \"x\", \"users\": [" + person + "], \"deep\": " + "[".repeat(1000),
                "nested deeper",
                "{\"realm\": \"x\", \"users\": [" + person + "], \"a\": 1, \"a\": 2}",
                "occurs twice",
                "{\"realm\": \"x\", \"users\": [" + person + "]} {}",
                "something follows",
                "{\"users\": [" + person + "]}",
                "no realm export",
                "[{\"realm\": \"x\", \"users\": [" + person + "]}, {\"realm\": \"y\"}]",
                "--realm",
                "",
                "empty",
                "\"text\"",
                "no realm export");
        for (Map.Entry<String, String> unsound : files.entrySet()) {
            Path file = Files.writeString(folder.resolve("unsound.json"), unsound.getKey());
            assertThatThrownBy(() -> run(file, ImportOptions.DEFAULT))
                    .isInstanceOf(GatehouseException.class)
                    .hasMessageContaining("Nothing of unsound.json was taken")
                    .hasMessageContaining(unsound.getValue())
                    .hasMessageNotContaining("early@");
        }
        assertThat(find("early@unsound.example")).isEmpty();
    }

    @Test
    void importWhenActorIsNoAdministratorThenRefused() {
        Account somebody = server.bean(AccountService.class)
                .ensureActive(EmailAddress.parse("nobody@kept.example"), Profile.empty());
        assertThatThrownBy(() -> server.bean(Imports.class)
                        .run(Actor.of(somebody.id()), ImportFormat.KEYCLOAK, REALM, ImportOptions.DEFAULT, recorder))
                .isInstanceOf(GatehouseException.class);
        assertThat(recorder.items).isEmpty();
    }

    private static Path realm(Path folder, String users) throws IOException {
        return Files.writeString(folder.resolve("realm.json"), "{\"realm\": \"x\", \"users\": [" + users + "]}");
    }

    private HttpResponse<String> signIn(TestBrowser browser, String name) {
        String email = name + "@acme.example";
        return browser.signIn("/sign-in", new Person(account(email).id(), email, name + "'s old password"));
    }

    private Account account(String email) {
        return find(email).orElseThrow();
    }

    private Optional<Account> find(String email) {
        return server.bean(AccountService.class).findByEmail(EmailAddress.parse(email));
    }

    /** What Ada's app shows: Keycloak keys the code with the letters of the seed (RFC 6238). */
    private String code(String seed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            long step = server.clock().instant().getEpochSecond() / 30;
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0x0f) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
