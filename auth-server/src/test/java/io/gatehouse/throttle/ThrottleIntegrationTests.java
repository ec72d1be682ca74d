package io.gatehouse.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import io.gatehouse.web.ClientAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How guessing is slowed down, on a real database with two nodes. */
final class ThrottleIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final MutableClock clock = new MutableClock();
    private final Keyring keyring = TestKeyring.create();
    private final Throttle node = node();
    private final Throttle otherNode = node();
    private final AccountId account = new AccountId(UUID.randomUUID());

    @BeforeEach
    void forgetEverything() {
        DATABASE.jdbc().sql("delete from throttle_counter").update();
    }

    @Test
    void attemptWhenHalfOfTheTriesAreUsedThenEachNextOneWaitsTwiceAsLong() {
        Guess guess = from("192.0.2.1");
        for (int i = 0; i < 5; i++) {
            assertThat(blocked(node, guess)).isFalse();
        }
        for (int seconds = 1; seconds <= 16; seconds *= 2) {
            assertThat(node.attempt(Door.PASSWORD, guess).blockedFor()).contains(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(blocked(node, guess)).as("after %s s", seconds).isFalse();
        }
        Duration rest = node.attempt(Door.PASSWORD, guess).blockedFor().orElseThrow();
        assertThat(rest).isEqualTo(Duration.ofMinutes(15).minusSeconds(1 + 2 + 4 + 8 + 16));
        clock.advance(rest);
        assertThat(blocked(node, guess)).isFalse();
    }

    @Test
    void attemptWhenParallelOnTwoNodesThenNotOneMoreThanAllowedIsChecked() throws Exception {
        Guess guess = from("192.0.2.2");
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<Boolean>> answers = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(() -> blocked(i % 2 == 0 ? node : otherNode, guess)))
                    .toList();
            int allowed = 0;
            for (Future<Boolean> answer : answers) {
                allowed += answer.get() ? 0 : 1;
            }
            assertThat(allowed).isEqualTo(5);
        }
    }

    @Test
    @Tag("attack-21")
    void ownerWhenStrangersAttackFromTheSameNetworkThenLetThroughOnAKnownBrowserOnly() {
        for (int i = 0; i < 1000; i++) {
            node.attempt(Door.PASSWORD, from("192.0.2.3"));
        }

        assertThat(blocked(otherNode, from("192.0.2.3"))).isTrue();
        assertThat(blocked(otherNode, Guess.at(account, address("192.0.2.3"), "laptop")))
                .isFalse();
    }

    /** Whoever is stopped at one door that checks a credential is stopped at every other one, on every node. */
    @Test
    @Tag("attack-20")
    void doorsWhenOneIsGuessedAtThenEveryOtherOneIsClosedToo() {
        List<Door> doors = Arrays.stream(Door.values())
                .filter(door ->
                        Set.of(Door.Kind.CREDENTIAL, Door.Kind.SHORT_CODE).contains(door.kind()))
                .toList();
        assertThat(doors).hasSizeGreaterThan(4);
        for (Door guessed : doors) {
            forgetEverything();
            for (int i = 0; i < 6; i++) {
                node.attempt(guessed, from("192.0.2.9"));
            }
            for (Door other : doors) {
                // fewer tries are left for short codes, and those that are refused there count nowhere
                if (guessed.kind() == Door.Kind.SHORT_CODE && other.kind() != guessed.kind()) {
                    continue;
                }
                assertThat(otherNode.attempt(other, from("192.0.2.9")).blockedFor())
                        .as("%s after %s", other, guessed)
                        .isPresent();
            }
        }
    }

    @Test
    @Tag("attack-21")
    void attackWhenSpreadOverManyNetworksThenTheAccountItselfIsClosedToStrangers() {
        int checked = 0;
        for (int i = 0; i < 200; i++) {
            checked += blocked(node, from("198.51.100." + i)) ? 0 : 1;
        }
        assertThat(checked).isEqualTo(50);
    }

    @Test
    void networkWhenGuessingAtManyAccountsThenClosed() {
        int checked = 0;
        for (int i = 0; i < 200; i++) {
            Guess guess = Guess.at(new AccountId(UUID.randomUUID()), address("203.0.113.9"), null);
            checked += blocked(node, guess) ? 0 : 1;
        }
        assertThat(checked).isEqualTo(100);
    }

    /** The second factor must not be guessable by somebody who has the password. */
    @Test
    @Tag("attack-19")
    void codesWhenGuessedAtFullSpeedForAnHourThenFewerThanThirtyAreChecked() {
        int checked = 0;
        for (int second = 0; second < 3600; second++) {
            String network = "198.51.100." + second % 250;
            // whoever has the password also passes the first door again and again
            node.forgive(node.attempt(Door.PASSWORD, from(network)));
            checked +=
                    node.attempt(Door.SECOND_FACTOR, from(network)).blockedFor().isPresent() ? 0 : 1;
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(checked).isBetween(5, 29);
    }

    @Test
    void codesWhenGuessedWithAKnownBrowserForAnHourThenFewerThanThirtyAreChecked() {
        int checked = 0;
        Guess guess = Guess.at(account, address("192.0.2.4"), "laptop");
        for (int second = 0; second < 3600; second++) {
            node.forgive(node.attempt(Door.PASSWORD, guess));
            checked += node.attempt(Door.SECOND_FACTOR, guess).blockedFor().isPresent() ? 0 : 1;
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(checked).isBetween(5, 29);
    }

    @Test
    void attemptWhenRightThenItNoLongerCountsAnywhere() {
        for (int i = 0; i < 300; i++) {
            Throttle.Attempt attempt = node.attempt(Door.PASSWORD, from("192.0.2.5"));
            assertThat(attempt.blockedFor()).isEmpty();
            node.forgive(attempt);
        }
    }

    @Test
    void attemptWhenTheWholeHouseIsUnderAttackThenStrangersGetFewerTries() {
        ThrottleProperties strict = new ThrottleProperties(9, 5, 50, 50, 50, 60, 3000, Duration.ofMinutes(15));
        Throttle small = new Throttle(new JdbcCounters(DATABASE.dataSource()), keyring, strict, clock);
        for (int i = 0; i < 60; i++) {
            small.attempt(Door.PASSWORD, Guess.at(new AccountId(UUID.randomUUID()), address("10.0.0." + i), null));
        }

        Guess guess = from("192.0.2.6");
        int checked = 0;
        for (int minute = 0; minute < 10; minute++) {
            checked += small.attempt(Door.PASSWORD, guess).blockedFor().isPresent() ? 0 : 1;
            clock.advance(Duration.ofSeconds(60));
        }
        assertThat(checked).isEqualTo(3);
    }

    @Test
    void attemptWhenADoorIsClosedThenNothingIsWritten() {
        for (int i = 0; i < 200; i++) {
            node.attempt(Door.PASSWORD, Guess.atUnknown("nobody" + i, address("203.0.113.10")));
        }
        int rows = DATABASE.jdbc()
                .sql("select count(*) from throttle_counter")
                .query(Integer.class)
                .single();
        assertThat(rows).isEqualTo(100 + 100 + 2);
    }

    @Test
    void purgeWhenWindowIsOverThenRowsAreGone() {
        node.attempt(Door.RESET, from("192.0.2.7"));
        assertThat(node.purge()).isZero();
        clock.advance(Duration.ofMinutes(16));
        assertThat(node.purge()).isEqualTo(1);
    }

    private static boolean blocked(Throttle throttle, Guess guess) {
        return throttle.attempt(Door.PASSWORD, guess).blockedFor().isPresent();
    }

    private Guess from(String address) {
        return Guess.at(account, address(address), null);
    }

    private static ClientAddress address(String text) {
        return new ClientAddress(InetAddress.ofLiteral(text));
    }

    private Throttle node() {
        return TestThrottle.create(DATABASE.dataSource(), keyring, clock);
    }
}
