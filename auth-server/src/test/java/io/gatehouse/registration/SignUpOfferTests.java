package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import org.junit.jupiter.api.Test;

final class SignUpOfferTests {

    private static final String LINK = "href=\"/sign-up";

    @Test
    void signInPageWhenRegistrationIsEnabledThenOffersIt() {
        assertThat(new TestBrowser(TestServer.shared()).get("/sign-in").body()).contains(LINK);
    }

    @Test
    void signInPageWhenRegistrationIsDisabledThenDoesNot() {
        TestServer server = TestServer.start("gatehouse.registration.enabled=false");
        try {
            TestBrowser browser = new TestBrowser(server);
            assertThat(browser.get("/sign-in").body())
                    .contains("name=\"password\"")
                    .doesNotContain("/sign-up");
            assertThat(browser.get("/sign-up").statusCode()).isEqualTo(404);
            // whoever is invited gets in all the same
            assertThat(browser.get("/invitation").statusCode()).isEqualTo(400);
        } finally {
            server.stop();
        }
    }
}
