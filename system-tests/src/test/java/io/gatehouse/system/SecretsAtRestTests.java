package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After everything that people and apps do, right and wrong, no secret that was used is in the database or in a log. */
class SecretsAtRestTests {

    private static final Pattern FIRST_ADMIN = Pattern.compile("/first-admin\\?token=(\\S+)");
    private static final String EMAIL = "carol@example.com";

    @TempDir
    Path folder;

    /** What was used, under the name by which a failure tells of it. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void attack51SecretsWhenEverythingWasUsedThenNeitherDatabaseNorLogsHoldThem() throws Exception {
        Realm realm = Realm.in(folder);
        keep("password of the realm file", realm.password());
        keep("client secret", realm.app().secret());
        try (Mails mails = new Mails();
                GatehouseServer server = GatehouseServer.builder(
                                "secrets-" + ProcessHandle.current().pid())
                        .data(folder.resolve("data"))
                        .with("GATEHOUSE_REALM_FILE", realm.file().toString())
                        .mail(mails)
                        .start()) {
            String firstAdmin = useFirstAdminLink(server);
            register(server, mails);
            String unused = signInAndUseTokens(server, realm.app());
            signInAndGoWrong(server, realm.app());
            EmbeddedDatabase database = new EmbeddedDatabase(server.data());
            String dump = database.dump();
            assertThat(dump)
                    .as("a dump that shows what is there")
                    .contains(
                            EMAIL,
                            "root@example.com",
                            "$argon2id$",
                            HexFormat.of().formatHex(sha256(unused)));
            assertAbsent("database", dump);
            assertThat(dump).doesNotContain("\"d\":", "PRIVATE KEY");
            String log = server.app().log();
            assertThat(log.split(Pattern.quote(firstAdmin), -1))
                    .as("the first administrator's link, shown once")
                    .hasSize(2);
            assertAbsent("server's log", log.replace(firstAdmin, ""));
            assertAbsent("log of PostgreSQL", database.log());
        }
    }

    private String useFirstAdminLink(GatehouseServer server) throws IOException, InterruptedException {
        Matcher link = FIRST_ADMIN.matcher(server.app().log());
        assertThat(link.find()).isTrue();
        String token = keep("token of the first administrator", link.group(1));
        try (Visitor visitor = new Visitor(server.issuer())) {
            HttpResponse<String> page = visitor.get("/first-admin?token=" + token);
            Map<String, String> form =
                    Map.of("email", "root@example.com", "name", "Root", "password", password("root"));
            assertThat(visitor.submit(page, "/first-admin", form).statusCode()).isBetween(302, 303);
            assertThat(visitor.submit(page, "/first-admin", form).statusCode()).isGreaterThanOrEqualTo(400);
            keepCookies("first administrator", visitor);
        }
        return token;
    }

    /** Registers twice, so that a link that nobody opened remains, and activates once. */
    private void register(GatehouseServer server, Mails mails) throws IOException, InterruptedException {
        for (String email : new String[] {EMAIL, "dave@example.com"}) {
            try (Visitor visitor = new Visitor(server.issuer())) {
                Map<String, String> form = Map.of("email", email, "name", "Somebody", "password", password(email));
                HttpResponse<String> sent = visitor.submit(visitor.get("/sign-up"), "/sign-up", form);
                assertThat(sent.statusCode()).isEqualTo(303);
                String token = keep("activation token of " + email, Visitor.parameter(mails.linkTo(email), "token"));
                keepCookies("registration of " + email, visitor);
                if (email.equals(EMAIL)) {
                    HttpResponse<String> page = visitor.get("/activate?token=" + token);
                    assertThat(visitor.submit(page, "/activate", Map.of()).statusCode())
                            .isEqualTo(303);
                    assertThat(visitor.submit(page, "/activate", Map.of()).statusCode())
                            .isEqualTo(400);
                }
            }
        }
    }

    /** The whole life of a grant; returns the refresh token of a second one that is still good. */
    private String signInAndUseTokens(GatehouseServer server, App app) throws IOException, InterruptedException {
        try (Visitor visitor = new Visitor(server.issuer())) {
            HttpResponse<String> first = redeemed(visitor, app, "first");
            HttpResponse<String> second = app.refresh(visitor, Json.text(first, "refresh_token"));
            keepTokens("refreshed", second);
            String access = Json.text(second, "access_token");
            assertThat(visitor.call("/oauth2/introspect", app, Map.of("token", access))
                            .body())
                    .contains("\"active\":true");
            Map<String, String> revoked = Map.of("token", Json.text(second, "refresh_token"));
            assertThat(visitor.call("/oauth2/revoke", app, revoked).statusCode())
                    .isEqualTo(200);
            keepCookies("session", visitor);
            String logout = "/oauth2/logout?id_token_hint=" + Json.text(first, "id_token");
            assertThat(visitor.get(logout).statusCode()).isBetween(200, 303);
        }
        try (Visitor visitor = new Visitor(server.issuer())) {
            HttpResponse<String> live = redeemed(visitor, app, "live");
            keep("unused code", app.code(visitor, EMAIL, password(EMAIL), Realm.SCOPE));
            keepCookies("live session", visitor);
            return Json.text(live, "refresh_token");
        }
    }

    /** What is logged or counted because it was wrong is not kept either. */
    private void signInAndGoWrong(GatehouseServer server, App app) throws IOException, InterruptedException {
        try (Visitor visitor = new Visitor(server.issuer())) {
            Map<String, String> wrong = Map.of("email", EMAIL, "password", password("wrong"));
            visitor.submit(visitor.get("/sign-in"), "/sign-in", wrong);
            HttpResponse<String> replayed = redeemed(visitor, app, "replayed");
            String token = Json.text(replayed, "refresh_token");
            HttpResponse<String> child = app.refresh(visitor, token);
            HttpResponse<String> grandchild = app.refresh(visitor, Json.text(child, "refresh_token"));
            keepTokens("child", child);
            keepTokens("grandchild", grandchild);
            assertThat(app.refresh(visitor, token).statusCode()).isEqualTo(400);
            assertThat(app.redeem(visitor, secrets.getOrDefault("replayed code", ""))
                            .statusCode())
                    .isEqualTo(400);
            App impostor = new App(app.id(), keep("wrong client secret", RandomText.next()));
            assertThat(impostor.refresh(visitor, token).statusCode()).isEqualTo(401);
            visitor.get("/activate?token=" + keep("forged activation token", RandomText.next()));
            keepCookies("wrong sign-in", visitor);
        }
    }

    private HttpResponse<String> redeemed(Visitor visitor, App app, String name)
            throws IOException, InterruptedException {
        String code = keep(name + " code", app.code(visitor, EMAIL, password(EMAIL), Realm.SCOPE));
        HttpResponse<String> tokens = app.redeem(visitor, code);
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        keepTokens(name, tokens);
        return tokens;
    }

    private String password(String whose) {
        return secrets.computeIfAbsent("password of " + whose, name -> RandomText.next());
    }

    private String keep(String name, String secret) {
        assertThat(secret).as(name).hasSizeGreaterThan(20);
        secrets.put(name, secret);
        return secret;
    }

    private void keepTokens(String name, HttpResponse<String> answer) {
        keep(name + " access token", Json.text(answer, "access_token"));
        keep(name + " refresh token", Json.text(answer, "refresh_token"));
        String idToken = Json.parse(answer.body()).path("id_token").asString("");
        if (!idToken.isEmpty()) {
            keep(name + " ID token", idToken);
        }
    }

    private void keepCookies(String name, Visitor visitor) {
        visitor.cookies().forEach(cookie -> keep(name + " cookie " + cookie.getName(), cookie.getValue()));
    }

    /** Looks for each secret as it is, and as bytes that somebody encoded. */
    private void assertAbsent(String where, String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        secrets.forEach((name, secret) -> {
            for (String form : forms(secret)) {
                boolean found = form.matches("[0-9a-f]+") ? lowerCase.contains(form) : text.contains(form);
                assertThat(found).as("%s in the %s", name, where).isFalse();
            }
        });
    }

    private static Set<String> forms(String secret) {
        Set<String> forms = new LinkedHashSet<>(Set.of(secret));
        addEncoded(forms, secret.getBytes(StandardCharsets.UTF_8));
        // a JWT is told by its signature, a token with an authentication code by that code
        String last = secret.substring(secret.lastIndexOf('.') + 1);
        forms.add(last);
        if (last.matches("[A-Za-z0-9_-]+") && last.length() % 4 != 1) {
            addEncoded(forms, Base64.getUrlDecoder().decode(last));
        }
        return forms;
    }

    private static void addEncoded(Set<String> forms, byte[] bytes) {
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    }
}
