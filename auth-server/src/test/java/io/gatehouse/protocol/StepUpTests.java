package io.gatehouse.protocol;

import static io.gatehouse.TestBrowser.location;
import static io.gatehouse.protocol.OAuthFlow.claims;
import static io.gatehouse.protocol.OAuthFlow.json;
import static io.gatehouse.protocol.OAuthFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestPhone;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second factor asked for by the application (RFC 9470, OpenID Connect Core acr_values). */
final class StepUpTests {

    private static final Map<String, String> MFA = Map.of("acr_values", "urn:gatehouse:acr:mfa");

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final OAuthFlow flow = new OAuthFlow(server, TestClients.web(server));

    @Test
    void acrValuesWhenAuthenticatorSetUpThenCodeIsAskedForAndTokenSaysSo() throws ParseException {
        TestBrowser settings = new TestBrowser(server);
        settings.signIn("/sign-in", person);
        TestPhone phone = TestPhone.enrol(server, settings).phone();
        TestBrowser browser = flow.browser;
        browser.signIn("/sign-in", person);
        passes(browser, "/sign-in/totp", phone, Map.of("trust", "1"));
        browser.submit(browser.get("/"), "/sign-out", Map.of());
        server.clock().advance(TestPhone.STEP);

        JWTClaimsSet plain = claims(text(flow.tokens(person, Map.of()), "id_token"));
        assertThat(plain.getStringClaim("acr"))
                .as("a trusted browser proves nothing")
                .isEqualTo("urn:gatehouse:acr:pwd");
        assertThat(plain.getStringListClaim("amr")).containsExactly("pwd");

        HttpResponse<String> question = flow.authorize(MFA);
        HttpResponse<String> stepUp = browser.get(location(question));
        assertThat(location(stepUp)).as("no second password").isEqualTo("/sign-in/totp");
        assertThat(browser.get("/sign-in/totp")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("https://app.example.com");
        String back = location(passes(browser, "/sign-in/totp", phone, Map.of()));
        assertThat(back).startsWith("/oauth2/authorize?");
        String code = OAuthFlow.codeOf(location(browser.get(back)));
        JWTClaimsSet strong = claims(text(json(flow.exchange(code, Map.of())), "id_token"));
        assertThat(strong.getStringClaim("acr")).isEqualTo("urn:gatehouse:acr:mfa");
        assertThat(strong.getStringListClaim("amr")).containsExactlyInAnyOrder("pwd", "otp", "mfa");
        assertThat(strong.getStringClaim("sid")).isEqualTo(plain.getStringClaim("sid"));
        assertThat(location(flow.authorize(MFA))).as("not asked twice").startsWith(TestClients.REDIRECT_URI);
    }

    @Test
    @Tag("attack-16")
    void acrValuesWhenNothingSetUpThenEnrolsAndSeesTheRecoveryCodesFirst() throws ParseException {
        TestBrowser browser = flow.browser;
        HttpResponse<String> signedIn = browser.signIn(location(flow.authorize(MFA)), person);
        assertThat(location(signedIn)).isEqualTo("/sign-in/enrol");
        assertThat(browser.get("/sign-in/enrol").body()).contains("/sign-in/enrol/totp");
        HttpResponse<String> page = browser.get("/sign-in/enrol/totp");
        TestPhone phone = TestPhone.scan(server, page);
        HttpResponse<String> codes = browser.submit(page, "/sign-in/enrol/totp", Map.of("code", phone.code()));
        assertThat(TestPhone.recoveryCodes(codes)).hasSize(10);
        assertThat(location(browser.get("/sign-in/totp")))
                .as("does not count yet")
                .isEqualTo("/sign-in/enrol");
        assertThat(browser.submit(codes, "/sign-in/enrol/totp/codes", Map.of()).body())
                .contains(TestPhone.recoveryCodes(codes));
        String back = location(browser.submit(codes, "/sign-in/enrol/totp/done", Map.of()));
        String code = OAuthFlow.codeOf(location(browser.get(back)));
        assertThat(claims(text(json(flow.exchange(code, Map.of())), "id_token")).getStringClaim("acr"))
                .isEqualTo("urn:gatehouse:acr:mfa");
    }

    private static HttpResponse<String> passes(
            TestBrowser browser, String path, TestPhone phone, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("code", phone.code());
        HttpResponse<String> answer = browser.submit(browser.get(path), path, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer;
    }
}
