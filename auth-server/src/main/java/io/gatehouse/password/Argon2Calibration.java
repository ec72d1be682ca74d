package io.gatehouse.password;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Finds the dearest Argon2id parameters that stay within a time on this machine. Memory first, since that is what makes
 * guessing on special hardware expensive (RFC 9106 section 4), then passes; never below the floor.
 */
public final class Argon2Calibration {

    private static final int[] MEMORY_STEPS_KIB = {
        19_456, 24_576, 32_768, 49_152, 65_536, 98_304, 131_072, 196_608, 262_144, 393_216, 524_288
    };
    private static final int ROUNDS = 5;
    private static final int LEAST_ITERATIONS = PasswordProperties.Argon2Cost.LEAST_ITERATIONS;

    private final Argon2 argon2;
    private final LongSupplier nanoTime;

    Argon2Calibration(Argon2 argon2, LongSupplier nanoTime) {
        this.argon2 = argon2;
        this.nanoTime = nanoTime;
    }

    /** Measures with the implementation that the server would use on this machine. */
    public static Argon2Calibration here() {
        return new Argon2Calibration(HashingConfiguration.fastestArgon2(), System::nanoTime);
    }

    /**
     * Parameters and what a hash with them takes.
     *
     * @param memory KiB
     * @param iterations passes
     * @param lanes threads
     * @param time the median of a few
     */
    public record Measured(int memory, int iterations, int lanes, Duration time) {}

    /**
     * Measures and proposes.
     *
     * @param target what a hash may take
     * @param mostMemoryKib what a hash may occupy
     * @param each is told every measurement
     */
    public Measured propose(Duration target, long mostMemoryKib, Consumer<Measured> each) {
        measure(MEMORY_STEPS_KIB[0], LEAST_ITERATIONS);
        Measured best = measure(MEMORY_STEPS_KIB[0], LEAST_ITERATIONS);
        each.accept(best);
        for (int step = 1; step < MEMORY_STEPS_KIB.length && MEMORY_STEPS_KIB[step] <= mostMemoryKib; step++) {
            Measured next = measure(MEMORY_STEPS_KIB[step], LEAST_ITERATIONS);
            each.accept(next);
            if (next.time().compareTo(target) > 0) {
                break;
            }
            best = next;
        }
        return withMorePasses(best, target, each);
    }

    private Measured withMorePasses(Measured best, Duration target, Consumer<Measured> each) {
        Measured chosen = best;
        int most = Argon2Settings.MOST_WORK / best.memory();
        while (chosen.iterations() < most) {
            long perPass = Math.max(1, chosen.time().toNanos() / chosen.iterations());
            int fitting = (int) Math.min(most, target.toNanos() / perPass);
            if (fitting <= chosen.iterations()) {
                break;
            }
            Measured next = measure(best.memory(), fitting);
            each.accept(next);
            if (next.time().compareTo(target) > 0) {
                break;
            }
            chosen = next;
        }
        return chosen;
    }

    private Measured measure(int memory, int iterations) {
        Argon2Settings settings = Argon2Settings.id(memory, iterations, 1);
        byte[] input = new byte[16];
        long[] times = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = nanoTime.getAsLong();
            argon2.digest(settings, input, input, 32);
            times[round] = nanoTime.getAsLong() - start;
        }
        Arrays.sort(times);
        return new Measured(memory, iterations, 1, Duration.ofNanos(times[ROUNDS / 2]));
    }
}
