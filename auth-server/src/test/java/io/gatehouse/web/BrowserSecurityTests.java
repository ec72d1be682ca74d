package io.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Headers, cookies and CSRF tokens of pages on https. */
final class BrowserSecurityTests {

    private static final GatehouseProperties HTTPS =
            new GatehouseProperties(URI.create("https://id.example.com"), Path.of("data"), false);

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({
        "https://app.example/cb?x=1, https://app.example",
        "http://127.0.0.1:8765/cb, http://127.0.0.1:8765",
        "http://[::1]:8765/cb, http:",
        "com.example.app:/cb, com.example.app:",
        "HTTPS://App.Example:8443/, https://App.Example:8443"
    })
    void sourceWhenRedirectUriIsUsableThenItsOrigin(String redirectUri, String source) {
        assertThat(BrowserSecurity.source(redirectUri)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "//evil", "/cb", "a b", "https://a;b/", ""})
    void sourceWhenRedirectUriIsNotThenNone(String redirectUri) {
        assertThat(BrowserSecurity.source(redirectUri)).isNull();
    }

    @Test
    void policyWhenAttributeHoldsMoreThanSourcesThenOnlySourcesAreWritten() {
        request.setAttribute(
                BrowserSecurity.FORM_ACTION_ATTRIBUTE,
                List.of("https://app.example", "https://x; script-src *", "'unsafe-inline'", "a\r\nb", "https://*"));
        new PageHeaders(HTTPS).writeHeaders(request, response);

        assertThat(response.getHeader("Content-Security-Policy"))
                .endsWith("form-action 'self' https://app.example")
                .doesNotContain("script-src *", "unsafe");
        assertThat(response.getHeader("Strict-Transport-Security")).isNotBlank();
    }

    @Test
    @Tag("attack-14")
    void attack14CookieWhenHttpsThenOnlyThisHostCanSetIt() {
        BrowserCookies cookies = new BrowserCookies(HTTPS);
        cookies.write(response, BrowserCookies.SESSION, "secret");

        assertThat(response.getHeader("Set-Cookie"))
                .isEqualTo("__Host-gatehouse-session=secret; Path=/; Secure; HttpOnly; SameSite=Lax");
        request.setCookies(new Cookie("gatehouse-session", "planted by a sub-domain"));
        assertThat(cookies.read(request, BrowserCookies.SESSION)).isEmpty();
        request.setCookies(new Cookie("__Host-gatehouse-session", "a"), new Cookie("__Host-gatehouse-session", "b"));
        assertThat(cookies.read(request, BrowserCookies.SESSION)).isEmpty();
    }

    @Test
    @Tag("attack-15")
    void attack15TokenWhenNotMadeByThisKeyringThenRefused() {
        BrowserCookies cookies = new BrowserCookies(HTTPS);
        Keyring keyring = TestKeyring.create();
        String genuine =
                new CookieCsrfTokens(keyring, cookies).generateToken(request).getToken();
        String foreign = new CookieCsrfTokens(TestKeyring.create(), cookies)
                .generateToken(request)
                .getToken();

        assertThat(accepts(keyring, genuine)).isTrue();
        for (String forged : List.of(
                foreign,
                genuine.substring(0, 43),
                genuine.substring(0, 44),
                (genuine.startsWith("A") ? "B" : "A") + genuine.substring(1),
                "x",
                ".",
                "%")) {
            assertThat(accepts(keyring, forged)).as(forged).isFalse();
        }
    }

    private boolean accepts(Keyring keyring, String value) {
        request.setCookies(new Cookie("__Host-gatehouse-csrf", value));
        return new CookieCsrfTokens(keyring, new BrowserCookies(HTTPS)).loadToken(request) != null;
    }
}
