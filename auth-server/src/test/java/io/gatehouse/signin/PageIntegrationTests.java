package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.web.TestBrowser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer for a person carries, and how errors look. */
final class PageIntegrationTests extends SignInServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/nowhere", "/sign-out", "/account", "/error", "/assets/nothing.css"})
    void headersWhenAnyPageThenStrict(String path) {
        HttpResponse<String> response = browser().get(path);

        assertThat(header(response, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Permissions-Policy")).contains("camera=()");
        assertThat(header(response, "Cache-Control")).contains("no-store");
        assertThat(header(response, "X-Request-Id")).hasSize(12);
        assertThat(response.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("JSESSIONID"));
    }

    @Test
    void assetWhenLinkedThenKeptForLong() {
        Matcher link = Pattern.compile("href=\"(/assets/gatehouse-[0-9a-f]{32}\\.css)\"")
                .matcher(browser().get("/sign-in").body());
        assertThat(link.find()).isTrue();

        HttpResponse<String> response = browser().get(link.group(1));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/css");
        assertThat(response.headers().allValues("Cache-Control"))
                .containsExactly("max-age=31536000, public, immutable");
    }

    @Test
    void errorWhenBrowserThenPageWithoutDetails() {
        TestBrowser browser = browser();
        browser.signIn(person().email().value(), PASSWORD);

        HttpResponse<String> response = browser.get("/nowhere?%3Cscript%3E");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .contains("<h1>There is nothing here</h1>", header(response, "X-Request-Id"))
                .doesNotContain("nowhere", "Exception", "script");
    }

    @Test
    void errorWhenNotABrowserThenProblemDocument() {
        HttpResponse<String> response = browser().get("/nowhere", "Accept", "application/json");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body())
                .contains("\"status\":401", "\"code\":\"UNAUTHORIZED\"", header(response, "X-Request-Id"))
                .doesNotContain("nowhere", "trace");
    }

    @Test
    void headersWhenHostIsRefusedThenStillStrict() throws IOException {
        assertThat(browser().raw("GET", "/", "evil.example"))
                .contains("Content-Security-Policy: default-src 'none'", "X-Request-Id: ")
                .doesNotContain("evil");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
