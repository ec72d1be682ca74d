package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The app, a stub provider, a stub API and a browser; afterwards, no page may have shown a secret. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(DemoClientTest.TestClock.class)
abstract class DemoClientTest {

    static final MovableClock CLOCK = new MovableClock();
    static final StubIssuer ISSUER = new StubIssuer(CLOCK);
    static final StubNotes NOTES = new StubNotes();
    static final String WEB_SECRET = "web-secret-0123456789abcdef";
    static final String REPORTS_SECRET = "reports-secret-0123456789abcdef";

    @LocalServerPort
    int port;

    Browser browser = new Browser(0);
    private final List<Browser> browsers = new ArrayList<>();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("demo.port", () -> "0");
        registry.add("demo.base-url", () -> Browser.BASE);
        registry.add("demo.issuer", ISSUER.server::url);
        registry.add("demo.notes-url", NOTES.server::url);
        registry.add("demo.web.client-secret", () -> WEB_SECRET);
        registry.add("demo.reports.client-secret", () -> REPORTS_SECRET);
    }

    @BeforeEach
    void start() {
        ISSUER.reset();
        NOTES.reset();
        browser = newBrowser();
    }

    @AfterEach
    void noPageShowsASecret() {
        List<String> secrets = new ArrayList<>(ISSUER.secrets);
        secrets.addAll(List.of(WEB_SECRET, REPORTS_SECRET));
        for (Browser each : browsers) {
            for (String page : each.pages) {
                assertThat(secrets).noneMatch(page::contains);
            }
        }
    }

    Browser newBrowser() {
        Browser created = new Browser(port);
        browsers.add(created);
        return created;
    }

    /** Uses the clock of the tests. */
    @TestConfiguration(proxyBeanMethods = false)
    static class TestClock {
        @Bean
        @Primary
        Clock testClock() {
            return CLOCK;
        }
    }
}
