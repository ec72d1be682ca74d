package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The provider may start after the app. */
final class IssuerDownTests {

    @Test
    void signInWhenProviderDownThenAppRunsAndOffersRetry() {
        try (ConfigurableApplicationContext app = SpringApplication.run(
                DemoClientApplication.class,
                "--demo.port=0",
                "--demo.base-url=https://demo.test",
                "--demo.issuer=http://localhost:1",
                "--demo.web.client-secret=one",
                "--demo.reports.client-secret=two")) {
            Browser browser = new Browser(app.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            HttpResponse<String> home = browser.once("/");
            assertThat(home.statusCode()).isEqualTo(200);
            assertThat(home.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
            HttpResponse<String> page = browser.once("/reports/sign-in");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("The sign-in server does not answer", "href=\"/reports/sign-in\">Try again</a>");
        }
    }
}
