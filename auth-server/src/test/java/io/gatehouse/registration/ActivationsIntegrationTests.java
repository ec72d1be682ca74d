package io.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The single statement that uses up a link, without the look-up that pages do before it. */
final class ActivationsIntegrationTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final AccountService accounts = new AccountService(database.dataSource(), clock);
    private final ActivationTokens tokens = new ActivationTokens(TestKeyring.create(), clock, Duration.ofHours(24));
    private final Activations activations = new Activations(new JdbcActivations(database.dataSource()), tokens, clock);
    private final AccountId ann = accounts.register(EmailAddress.parse("ann@example.org"), Profile.empty())
            .orElseThrow()
            .id();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Tag("attack-12")
    void redeemWhenTwentyAtOnceThenOneSucceeds() throws Exception {
        ActivationToken token = issued();
        Callable<Optional<String>> press = () -> activations.redeem(token);
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<Optional<String>>> presses = threads.invokeAll(Collections.nCopies(20, press));
            assertThat(presses.stream().filter(done -> done.resultNow().isPresent()))
                    .hasSize(1);
        }
        assertThat(accounts.find(ann).orElseThrow().active()).isTrue();
    }

    @Test
    @Tag("attack-12")
    void redeemWhenReplacedThenOnlyTheNewestSucceeds() {
        ActivationToken older = issued();
        ActivationToken newer = issued();
        assertThat(activations.redeem(older)).isEmpty();
        assertThat(accounts.find(ann).orElseThrow().active()).isFalse();
        assertThat(activations.redeem(newer)).isPresent();
    }

    @Test
    void redeemWhenDisabledMeanwhileThenStaysDisabled() {
        ActivationToken token = issued();
        accounts.disable(ann);
        assertThat(activations.redeem(token)).isEmpty();
        assertThat(accounts.find(ann).orElseThrow().active()).isFalse();
    }

    @Test
    @Tag("attack-12")
    void liveWhenForgedOrExpiredThenTheDatabaseIsNotAsked() {
        String link = activations.issue(ann, SignUpBrowser.none());
        assertThat(activations.live(link)).isPresent();
        clock.advance(Duration.ofHours(24));
        // a query would throw from here on
        database.close();
        assertThat(activations.live(link)).isEmpty();
        assertThat(activations.live(link.substring(0, link.length() - 2) + "AA"))
                .isEmpty();
    }

    @Test
    void claimMailWhenAskedOftenThenOnceInTenMinutes() {
        assertThat(activations.claimMail(ann)).isTrue();
        clock.advance(Activations.MAIL_PAUSE.minusSeconds(1));
        assertThat(activations.claimMail(ann)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(activations.claimMail(ann)).isTrue();
    }

    private ActivationToken issued() {
        return tokens.read(activations.issue(ann, SignUpBrowser.none())).orElseThrow();
    }
}
