package io.gatehouse.passkey;

import static io.gatehouse.passkey.PasskeyVisitor.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestPhone;
import io.gatehouse.TestServer;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEvent;
import io.gatehouse.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The life of a passkey: added, used alone and as second factor, renamed, removed. */
final class PasskeyIntegrationTests {

    private static final String FIRST_CODES = "/account/factors/recovery/first";

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final PasskeyVisitor visitor = new PasskeyVisitor(server);
    private final SoftAuthenticator authenticator = visitor.authenticator();

    @ParameterizedTest
    @ValueSource(ints = {-7, -8, -257})
    void signInWhenPasskeyVerifiedPersonThenSessionWithoutPassword(int algorithm) {
        SoftAuthenticator key = new SoftAuthenticator(server.issuer().toString(), algorithm);
        enrolled(key);

        PasskeyVisitor elsewhere = new PasskeyVisitor(server);
        HttpResponse<String> answer = elsewhere.signIn(key);

        assertThat(next(answer)).isEqualTo("/");
        assertThat(elsewhere.signedIn()).isTrue();
        assertThat(lastSignIn()).isEqualTo("hwk user mfa");
    }

    @Test
    void signInWhenPasskeyIsSyncedThenMethodSaysSo() {
        authenticator.flags |= SoftAuthenticator.SYNCED | SoftAuthenticator.BACKED_UP;
        authenticator.aaguid = "fbfc3007-154e-4ecc-8c0b-6e020557d7bd";
        enrolled(authenticator);

        assertThat(next(new PasskeyVisitor(server).signIn(authenticator))).isEqualTo("/");

        assertThat(lastSignIn()).isEqualTo("swk user mfa");
        assertThat(passkey().name()).isEqualTo("iCloud Keychain");
        assertThat(passkey().lastUsedAt()).isNotNull();
    }

    @Test
    void signInWhenRequestWaitsThenLeadsThere() {
        enrolled(authenticator);
        PasskeyVisitor elsewhere = new PasskeyVisitor(server);
        String place = "/account/passkeys?done=added";

        HttpResponse<String> answer = elsewhere.post(
                "/sign-in",
                "/passkey/sign-in",
                Map.of("credential", authenticator.get(elsewhere.askForSignIn()), "continue", place, "step_up", "mfa"));

        assertThat(next(answer)).isEqualTo(place);
    }

    @Test
    void secondFactorWhenPasskeyShownThenSignedIn() {
        enrolled(authenticator);
        authenticator.flags = SoftAuthenticator.PRESENT;
        PasskeyVisitor elsewhere = new PasskeyVisitor(server);

        assertThat(TestBrowser.location(elsewhere.browser.signIn("/sign-in", person)))
                .isEqualTo("/sign-in/passkey");
        assertThat(elsewhere.signedIn()).isFalse();
        JsonNode options = elsewhere.ask("/sign-in/passkey", "/sign-in/passkey/options");
        assertThat(options.at("/allowCredentials/0/id").asString()).isEqualTo(authenticator.idText());
        HttpResponse<String> answer = elsewhere.post(
                "/sign-in/passkey", "/sign-in/passkey", Map.of("credential", authenticator.get(options)));

        assertThat(next(answer)).isEqualTo("/");
        assertThat(elsewhere.signedIn()).isTrue();
        assertThat(lastSignIn()).isEqualTo("pwd hwk user mfa");
    }

    @Test
    void secondFactorWhenBrowserIsTrustedThenNotAskedThereAgain() {
        enrolled(authenticator);
        PasskeyVisitor mine = new PasskeyVisitor(server);
        mine.browser.signIn("/sign-in", person);
        assertThat(mine.browser.get("/sign-in/passkey").body()).contains("name=\"trust\"");
        JsonNode options = mine.ask("/sign-in/passkey", "/sign-in/passkey/options");
        HttpResponse<String> refused =
                mine.post("/sign-in/passkey", "/sign-in/passkey", Map.of("credential", "{}", "trust", "1"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(actions()).doesNotContain(AuditAction.BROWSER_TRUSTED);
        HttpResponse<String> answer = mine.post(
                "/sign-in/passkey", "/sign-in/passkey", Map.of("credential", authenticator.get(options), "trust", "1"));
        assertThat(next(answer)).isEqualTo("/");
        mine.post("/", "/sign-out", Map.of());

        assertThat(TestBrowser.location(mine.browser.signIn("/sign-in", person)))
                .isEqualTo("/");
        assertThat(actions()).contains(AuditAction.BROWSER_TRUSTED);
        TestBrowser elsewhere = new TestBrowser(server);
        assertThat(TestBrowser.location(elsewhere.signIn("/sign-in", person))).isEqualTo("/sign-in/passkey");
    }

    @Test
    void firstCodesWhenPasskeyIsTheFirstThenKeptOnceInThatBrowserOnly() {
        visitor.signInWithPassword(person);
        String offer = next(visitor.enrol(authenticator, ""));
        assertThat(offer).isEqualTo(FIRST_CODES + "?continue=%2Faccount%2Fpasskeys%3Fdone%3Dadded");
        HttpResponse<String> page = visitor.browser.get(offer);
        String code = TestPhone.recoveryCodes(page).getFirst();
        assertThat(visitor.browser
                        .submit(page, FIRST_CODES + "/codes", Map.of())
                        .body())
                .contains(code);
        PasskeyVisitor elsewhere = new PasskeyVisitor(server);
        elsewhere.signIn(authenticator);
        assertThat(TestBrowser.location(elsewhere.browser.get(offer))).isEqualTo("/account/passkeys?done=added");
        assertThat(recover(code)).as("not kept yet").isNotEqualTo("/");

        HttpResponse<String> kept = visitor.browser.submit(page, FIRST_CODES, Map.of());

        assertThat(TestBrowser.location(kept)).isEqualTo("/account/passkeys?done=added");
        assertThat(recover(code)).isEqualTo("/");
        assertThat(TestBrowser.location(visitor.browser.submit(page, FIRST_CODES, Map.of())))
                .isEqualTo("/account/passkeys?done=added");
        assertThat(recover(code)).as("used up").isNotEqualTo("/");
        assertThat(actions()).contains(AuditAction.RECOVERY_CODES_MADE);
    }

    @Test
    void enrolmentWhenSignInNeedsSecondFactorThenPasskeySufficesAndOnlyThen() {
        HttpResponse<String> password = visitor.post(
                "/sign-in",
                "/sign-in",
                Map.of("email", person.email(), "password", person.password(), "step_up", "mfa"));
        assertThat(TestBrowser.location(password)).isEqualTo("/sign-in/enrol");
        assertThat(visitor.browser.get("/sign-in/enrol").body()).contains("/sign-in/enrol/passkey");

        JsonNode options = visitor.ask("/sign-in/enrol/passkey", "/sign-in/enrol/passkey/options");
        HttpResponse<String> refused =
                visitor.post("/sign-in/enrol/passkey", "/sign-in/enrol/passkey", Map.of("credential", "{}"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(visitor.signedIn()).isFalse();
        HttpResponse<String> answer = visitor.post(
                "/sign-in/enrol/passkey",
                "/sign-in/enrol/passkey",
                Map.of("credential", authenticator.create(options), "name", "Key"));

        assertThat(next(answer)).isEqualTo(FIRST_CODES + "?continue=%2F");
        assertThat(TestPhone.recoveryCodes(visitor.browser.get(next(answer)))).hasSize(10);
        assertThat(visitor.signedIn()).isTrue();
        assertThat(lastSignIn()).isEqualTo("pwd hwk user mfa");
    }

    @Test
    void pageWhenPasskeysChangeThenListedRenamedRemovedAndWrittenDown() {
        enrolled(authenticator, "Laptop \u202E\u0007<b>");
        assertThat(passkey().name()).isEqualTo("Laptop <b>");
        assertThat(visitor.browser.get("/account/passkeys").body()).contains("Laptop &lt;b&gt;", "only passkey");
        String id = passkey().id().toString();

        stepUp();
        HttpResponse<String> renamed =
                visitor.post("/account/passkeys", "/account/passkeys/rename", Map.of("id", id, "name", "Old laptop"));
        assertThat(TestBrowser.location(renamed)).isEqualTo("/account/passkeys?done=renamed");
        assertThat(passkey().name()).isEqualTo("Old laptop");
        HttpResponse<String> removed = visitor.post("/account/passkeys", "/account/passkeys/remove", Map.of("id", id));
        assertThat(TestBrowser.location(removed)).isEqualTo("/account/passkeys?done=removed");

        assertThat(server.bean(PasskeyService.class).list(person.id())).isEmpty();
        assertThat(actions())
                .contains(AuditAction.PASSKEY_ADDED, AuditAction.PASSKEY_RENAMED, AuditAction.PASSKEY_REMOVED);
        assertThat(new PasskeyVisitor(server).signIn(authenticator).statusCode())
                .isEqualTo(401);
    }

    @Test
    void downloadWhenPasskeyExistsThenNamedWithoutItsKey() {
        authenticator.aaguid = "fbfc3007-154e-4ecc-8c0b-6e020557d7bd";
        enrolled(authenticator, "Laptop");
        stepUp();

        HttpResponse<String> file = visitor.post("/account/data", "/account/data/download", Map.of());

        JsonNode kept = PasskeyVisitor.json(file).path("passkeys");
        assertThat(kept).hasSize(1);
        assertThat(kept.at("/0/name").asString()).isEqualTo("Laptop");
        assertThat(kept.at("/0/authenticator").asString()).isEqualTo("iCloud Keychain");
        assertThat(kept.at("/0/last_used_at").asString()).isNotEmpty();
        assertThat(file.body()).doesNotContain(authenticator.idText());
    }

    @Test
    void optionsWhenPasskeyExistsThenItIsExcludedAndTheHandleStays() {
        enrolled(authenticator);
        stepUp();

        JsonNode options = visitor.ask("/account/passkeys", "/account/passkeys/options");

        assertThat(options.at("/excludeCredentials/0/id").asString()).isEqualTo(authenticator.idText());
        assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        assertThat(options.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("required");
        assertThat(options.at("/attestation").asString()).isEqualTo("none");
        assertThat(Base64.getUrlDecoder().decode(options.at("/user/id").asString()))
                .hasSize(64)
                .isEqualTo(authenticator.userHandle);
    }

    @Test
    void changesWhenProofIsOldOrWithoutSecondFactorThenAskedAgain() {
        enrolled(authenticator);
        String id = passkey().id().toString();
        String first = "/sign-in?reauth=1&continue=%2Faccount%2Fpasskeys";

        // signed in with a password only, although a passkey is there now
        assertThat(next(visitor.post("/account/passkeys", "/account/passkeys/options", Map.of())))
                .isEqualTo(first);
        assertThat(TestBrowser.location(
                        visitor.post("/account/passkeys", "/account/passkeys/remove", Map.of("id", id))))
                .isEqualTo(first);
        stepUp();
        server.clock().advance(Duration.ofMinutes(6));
        assertThat(TestBrowser.location(
                        visitor.post("/account/passkeys", "/account/passkeys/rename", Map.of("id", id, "name", "x"))))
                .isEqualTo(first);

        assertThat(passkey().name()).isEqualTo("Passkey");
    }

    private void enrolled(SoftAuthenticator key) {
        enrolled(key, "");
    }

    private void enrolled(SoftAuthenticator key, String name) {
        assertThat(TestBrowser.location(visitor.signInWithPassword(person))).isEqualTo("/");
        assertThat(next(visitor.enrol(key, name))).endsWith("%2Faccount%2Fpasskeys%3Fdone%3Dadded");
    }

    private String recover(String code) {
        TestBrowser fresh = new TestBrowser(server);
        fresh.signIn("/sign-in", person);
        HttpResponse<String> choice = fresh.get("/sign-in/factor");
        return choice.body().contains("/sign-in/recovery")
                ? TestBrowser.location(
                        fresh.submit(fresh.get("/sign-in/recovery"), "/sign-in/recovery", Map.of("code", code)))
                : "";
    }

    private void stepUp() {
        assertThat(next(visitor.signIn(authenticator))).isEqualTo("/");
    }

    private Passkey passkey() {
        return server.bean(PasskeyService.class).list(person.id()).getFirst();
    }

    private List<AuditAction> actions() {
        return events().stream().map(AuditEvent::action).toList();
    }

    private String lastSignIn() {
        return events().stream()
                .filter(event -> event.action() == AuditAction.SIGN_IN)
                .findFirst()
                .map(event -> event.detail().get("amr"))
                .orElse("");
    }

    private List<AuditEvent> events() {
        return server.bean(AuditTrail.class).recent(person.id(), 50);
    }
}
