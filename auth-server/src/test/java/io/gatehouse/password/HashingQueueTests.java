package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Few at a time, few waiting, and turns for everybody. */
@Tag("attack-48")
@Timeout(30)
final class HashingQueueTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> served = Collections.synchronizedList(new ArrayList<>());

    @Test
    void attack48RunWhenFullThenOverloadedAndFreeAgainAfterwards() throws Exception {
        try (HashingQueue queue = new HashingQueue(1, 1, LONG)) {
            Semaphore gate = occupy(queue);
            CompletableFuture<String> waiting = enter(queue, "a", "waits");
            awaitWaiting(queue, 1);

            assertOverloaded(queue, "a");
            assertOverloaded(queue, "b");
            gate.release();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("waits");
            assertThat(queue.run("a", () -> "free again")).isEqualTo("free again");
        }
    }

    @Test
    void attack48RunWhenSlowThenOverloadedAndThePlaceIsFree() throws Exception {
        try (HashingQueue queue = new HashingQueue(1, 1, Duration.ofMillis(200))) {
            CountDownLatch release = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(GatehouseException.class)
                        .isThrownBy(() -> queue.run("a", () -> release.await(10, TimeUnit.SECONDS)))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));
            }
            assertThat(queue.waiting()).isZero();
            release.countDown();
        }
    }

    @Test
    void attack48RunWhenOneNetworkFloodsThenAnotherGetsTheNextTurnAndIsNeverRefused() throws Exception {
        try (HashingQueue queue = new HashingQueue(1, 8, LONG)) {
            Semaphore gate = occupy(queue);
            List<CompletableFuture<String>> flood = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                flood.add(enter(queue, "flood", "flood" + i));
                awaitWaiting(queue, i);
            }
            assertOverloaded(queue, "flood");

            CompletableFuture<String> person = enter(queue, "home", "home");
            assertThatExceptionOfType(Exception.class)
                    .as("the newest of the flood makes room")
                    .isThrownBy(() -> flood.getLast().get(10, TimeUnit.SECONDS))
                    .withCauseInstanceOf(GatehouseException.class);
            assertThat(queue.waiting()).isEqualTo(8);
            gate.release();
            person.get(10, TimeUnit.SECONDS);
            for (CompletableFuture<String> earlier : flood.subList(0, 7)) {
                earlier.get(10, TimeUnit.SECONDS);
            }
            assertThat(served).startsWith("flood1", "home", "flood2").hasSize(8);
        }
    }

    @Test
    void attack48RunWhenManyNetworksWaitThenTheyTakeTurns() throws Exception {
        try (HashingQueue queue = new HashingQueue(1, 64, LONG)) {
            Semaphore gate = occupy(queue);
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (String network : List.of("a", "a", "a", "b", "b", "c")) {
                all.add(enter(queue, network, network));
                awaitWaiting(queue, all.size());
            }
            gate.release();
            for (CompletableFuture<String> one : all) {
                one.get(10, TimeUnit.SECONDS);
            }
            assertThat(served).containsExactly("a", "b", "c", "a", "b", "a");
        }
    }

    /** Gives the only thread something to do until the gate opens. */
    private static Semaphore occupy(HashingQueue queue) throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        CountDownLatch running = new CountDownLatch(1);
        Thread.startVirtualThread(() -> queue.run("somebody", () -> {
            running.countDown();
            gate.acquire();
            return true;
        }));
        running.await();
        return gate;
    }

    private CompletableFuture<String> enter(HashingQueue queue, String line, String name) {
        return CompletableFuture.supplyAsync(
                () -> queue.run(line, () -> {
                    served.add(name);
                    return name;
                }),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private static void awaitWaiting(HashingQueue queue, int count) {
        while (queue.waiting() != count) {
            Thread.onSpinWait();
        }
    }

    private static void assertOverloaded(HashingQueue queue, String line) {
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> queue.run(line, () -> true))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));
    }
}
