package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.password.Argon2Calibration.Measured;
import io.gatehouse.password.PasswordProperties.Argon2Cost;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The proposal on machines of every speed, and what an operator may set. */
final class Argon2CalibrationTests {

    private long now;

    @Test
    void proposeWhenMachineIsFastThenMemoryFirstThenPasses() {
        assertThat(propose(1_000, Duration.ofMillis(250), 524_288)).isEqualTo(measured(98_304, 2, 1_000));
        assertThat(propose(1_000, Duration.ofMillis(250), 65_536)).isEqualTo(measured(65_536, 3, 1_000));
        assertThat(propose(1, Duration.ofSeconds(5), 524_288)).isEqualTo(measured(524_288, 2, 1));
    }

    @Test
    void proposeWhenMachineIsSlowThenTheFloor() {
        assertThat(propose(100_000, Duration.ofMillis(250), 524_288)).isEqualTo(measured(19_456, 2, 100_000));
        assertThat(propose(1_000, Duration.ofMillis(250), 8)).isEqualTo(measured(19_456, 12, 1_000));
    }

    @Test
    void costWhenBelowTheFloorOrBeyondAllMeasureThenRefused() {
        for (int[] wrong : new int[][] {
            {19_455, 2, 1}, {19_456, 1, 1}, {19_456, 2, 0}, {19_456, 2, 17}, {1_048_576, 2, 1}, {524_288, 3, 1}
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(wrong[0], wrong[1], wrong[2]));
        }
        assertThat(new Argon2Cost(65_536, 3, 1).settings().prefix()).isEqualTo("$argon2id$v=19$m=65536,t=3,p=1$");
    }

    /** On a machine that takes so many nanoseconds for each KiB and pass. */
    private Measured propose(long nanosPerWork, Duration target, long mostMemoryKib) {
        Argon2 machine = (settings, salt, input, length) -> {
            now += settings.work() * nanosPerWork;
            return new byte[length];
        };
        return new Argon2Calibration(machine, () -> now).propose(target, mostMemoryKib, each -> {});
    }

    private static Measured measured(int memory, int iterations, long nanosPerWork) {
        return new Measured(memory, iterations, 1, Duration.ofNanos(nanosPerWork * memory * iterations));
    }
}
