package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all pages share. The pages seen here are left in target/pages to be looked at. */
final class PagesTests extends DemoClientTest {

    @Test
    void pageWhenShownThenHeadersForbidEverythingElse() {
        HttpResponse<String> page = browser.once("/");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' "
                        + ISSUER.server.url() + "; frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("DEMOSESSION=")
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void pageWhenUnknownThenFriendlyNotFound() {
        HttpResponse<String> page = browser.once("/nowhere", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page").doesNotContain("Exception");
    }

    @Test
    void everyPageWhenShownThenHasLandmarksAndOneHeading() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", browser.once("/").body());
        pages.put("tokens", browser.open("/sign-in").body());
        pages.put("notes", browser.once("/notes").body());
        pages.put("secret", browser.submit("/notes", "/notes/secret", Map.of()).body());
        pages.put("statistics", browser.once("/notes/statistics").body());
        pages.put(
                "client",
                browser.submit("/client-credentials", "/client-credentials", Map.of())
                        .body());
        pages.put("reports", browser.open("/reports/sign-in").body());
        pages.put("home-signed-in", browser.once("/").body());
        pages.put("signed-out", browser.submit("/tokens", "/sign-out", Map.of()).body());
        pages.put("problem", browser.once("/callback?state=x").body());
        Path folder = Files.createDirectories(Path.of("target/pages"));
        Files.copy(
                Path.of("src/main/resources/static/demo.css"),
                folder.resolve("demo.css"),
                StandardCopyOption.REPLACE_EXISTING);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(
                    folder.resolve(page.getKey() + ".html"), page.getValue().replace("\"/demo.css\"", "\"demo.css\""));
            assertThat(page.getValue())
                    .as(page.getKey())
                    .contains("<html lang=\"en\"", "<main id=\"main\"", "<nav aria-label", "<title>")
                    .doesNotContain("<script", " style=", "th:")
                    .containsOnlyOnce("<h1");
        }
    }
}
