package io.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestMails;
import io.gatehouse.TestServer;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Which sign-ins people are told of, because the browser or the network is new to the account. */
final class KnownDeviceTests {

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    void signInWhenKnownBrowserIsInANewNetworkThenToldOnce() {
        signIn("127.0.0.7");
        signIn("127.0.0.200");
        assertThat(notices()).as("same /24").isZero();
        signIn("127.9.1.7");
        assertThat(notices()).isEqualTo(1);
        signIn("127.9.1.8");
        signIn("127.0.0.7");
        assertThat(notices()).as("both known now").isEqualTo(1);
    }

    @Test
    void signInWhenNetworkWasNotUsedForLongThenToldAgain() {
        signIn("127.0.0.7");
        server.clock().advance(Duration.ofDays(89));
        signIn("127.0.0.7");
        assertThat(notices()).isZero();
        server.clock().advance(Duration.ofDays(90));
        signIn("127.0.0.7");
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void signInWhenBrowserIsNewTooThenToldOfTheBrowserOnly() {
        signIn("127.0.0.7");
        new TestBrowser(server).at("127.9.2.7").signIn("/sign-in", person);
        assertThat(notices()).isZero();
        signIn("127.9.2.7");
        assertThat(notices()).as("seen with the other browser").isZero();
    }

    @Test
    void networksWhenVeryManyThenBoundedAndTheOldestGo() {
        for (int i = 0; i < 120; i++) {
            networks()
                    .note(
                            person.id(),
                            "198.51." + i + ".0/24",
                            server.clock().instant(),
                            server.clock().instant());
            server.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(rows("true")).isEqualTo(100);
        assertThat(rows("network >= '198.51.20.0/24'")).isEqualTo(100);
        networks().purge(server.clock().instant().minusSeconds(10));
        assertThat(rows("true")).isEqualTo(10);
    }

    private void signIn(String from) {
        assertThat(browser.at(from).signIn("/sign-in?reauth=1", person).statusCode())
                .isEqualTo(303);
    }

    private JdbcNetworks networks() {
        return new JdbcNetworks(server.bean(DataSource.class));
    }

    private long rows(String which) {
        return server.database()
                .jdbc()
                .sql("select count(*) from session_network where account_id = :id and " + which)
                .param("id", person.id().value())
                .query(Long.class)
                .single();
    }

    /** How many mails told of a network, once nothing waits in the outbox any more. */
    private int notices() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> server.database()
                        .jdbc()
                        .sql(
                                "select not exists (select from notification_message where delivered_at is null and failed_at is null)")
                        .query(Boolean.class)
                        .single());
        return TestMails.to(server, person.email(), "from a new place").size();
    }
}
