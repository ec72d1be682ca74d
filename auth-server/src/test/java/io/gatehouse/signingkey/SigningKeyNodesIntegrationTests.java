package io.gatehouse.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes on one database: each step happens once, and no genuine token is ever refused. */
final class SigningKeyNodesIntegrationTests {

    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("ada").build();
    private static final Set<JWSAlgorithm> ES256 = Set.of(JWSAlgorithm.ES256);
    private static final String[] ALGORITHMS = {"ES256", "RS256"};

    private final MutableClock clock = new MutableClock();
    private final Keyring keyring = TestKeyring.create();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void startWhenFourNodesBeginAtOnceThenAllUseOneSetOfKeys() throws Exception {
        List<String> keySets = together(4, number -> node().service.publicKeysJson());

        assertThat(keySets).hasSize(4).containsOnly(node().service.publicKeysJson());
        assertThat(node().service.publicKeys().size()).isEqualTo(4);
    }

    @Test
    void rotateWhenTwentyThreadsOnTwoNodesWantTheSameStepThenItHappensOnce() throws Exception {
        TestNode one = node();
        TestNode two = node();
        for (int round = 0; round < 10; round++) {
            clock.advance(Duration.ofHours(1));
            one.hearsTheNews();
            String expected = active(one);
            List<RotationResult> results =
                    together(20, number -> (number % 2 == 0 ? one : two).rotation.rotate(JWSAlgorithm.ES256, expected));

            assertThat(results).containsOnlyOnce(RotationResult.ROTATED);
            assertThat(results).hasSize(20).containsOnly(RotationResult.ROTATED, RotationResult.ALREADY_ROTATED);
        }
        assertThat(database.jdbc()
                        .sql("select count(*) from signing_key where algorithm = 'ES256' and state = 'retired'")
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
    }

    @Test
    void verifyWhenTheOtherNodeRotatedAndNoNewsArrivedThenBothUnderstandEachOther() {
        TestNode rotating = node();
        TestNode unaware = node();
        for (int round = 0; round < 30; round++) {
            clock.advance(Duration.ofHours(1));
            rotating.rotation.rotate(JWSAlgorithm.ES256, active(rotating));
            rotating.hearsTheNews();
            rotating.rotation.runDue();

            assertThat(verified(unaware, signed(rotating))).isTrue();
            assertThat(verified(rotating, signed(unaware))).isTrue();
            unaware.hearsTheNews();
            assertThat(active(unaware)).isEqualTo(active(rotating));
        }
    }

    @Test
    void verifyWhenKeyIsUnknownThenKeysAreReadAgainButAtMostOnceASecond() {
        TestNode rotating = node();
        TestNode unaware = node();
        String forged =
                signed(rotating).replaceFirst("^[^.]+", "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IngifQ");
        assertThat(verified(unaware, forged)).isFalse();

        rotateTwiceAtOnce(rotating);
        String genuine = signed(rotating);
        assertThat(verified(unaware, genuine)).isFalse();

        clock.advance(Duration.ofSeconds(1));
        assertThat(verified(unaware, genuine)).isTrue();
    }

    @Test
    void signWhenTheOtherNodeRotatesAllTheTimeThenNoTokenIsEverRefused() throws Exception {
        TestNode rotating = node();
        TestNode signing = node();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> loops = List.of(
                    threads.submit(() -> signUntil(over, signing, rotating)),
                    threads.submit(() -> signUntil(over, rotating, signing)));
            try {
                rotateFortyTimes(rotating, signing);
            } finally {
                over.set(true);
            }
            for (Future<Integer> loop : loops) {
                assertThat(loop.get()).isPositive();
            }
        }
    }

    private void rotateFortyTimes(TestNode rotating, TestNode signing) {
        for (int round = 0; round < 40; round++) {
            clock.advance(Duration.ofHours(1));
            assertThat(rotating.rotation.rotate(JWSAlgorithm.ES256, active(rotating)))
                    .isEqualTo(RotationResult.ROTATED);
            rotating.rotation.runDue();
            rotating.hearsTheNews();
            signing.hearsTheNews();
        }
    }

    /** The number of tokens that one node signed and both verified. */
    private static int signUntil(AtomicBoolean over, TestNode signing, TestNode other) {
        int tokens = 0;
        while (!over.get()) {
            String token = signed(signing);
            assertThat(verified(other, token)).isTrue();
            assertThat(verified(signing, token)).isTrue();
            tokens++;
        }
        return tokens;
    }

    private static void rotateTwiceAtOnce(TestNode node) {
        for (int step = 0; step < 2; step++) {
            assertThat(node.rotation.rotateAtOnce(JWSAlgorithm.ES256, active(node)))
                    .isEqualTo(RotationResult.ROTATED);
            node.hearsTheNews();
        }
    }

    private TestNode node() {
        return new TestNode(database, keyring, clock, ALGORITHMS);
    }

    private static String active(TestNode node) {
        return Objects.requireNonNull(node.service.activeKid(JWSAlgorithm.ES256));
    }

    private static String signed(TestNode node) {
        return node.service.sign(JWSAlgorithm.ES256, CLAIMS, "at+jwt");
    }

    private static boolean verified(TestNode node, String token) {
        return CLAIMS.equals(node.service.verify(token, "at+jwt", ES256));
    }

    private static <T> List<T> together(int count, IntFunction<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<T>> calls = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            int own = number;
            calls.add(() -> {
                start.await();
                return work.apply(own);
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
