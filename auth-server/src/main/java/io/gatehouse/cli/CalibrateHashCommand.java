package io.gatehouse.cli;

import com.sun.management.OperatingSystemMXBean;
import io.gatehouse.password.Argon2Calibration;
import io.gatehouse.password.Argon2Calibration.Measured;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code admin calibrate-hash}. */
@Command(name = "calibrate-hash", description = "Measure Argon2id here and propose its parameters.")
final class CalibrateHashCommand implements Callable<Integer> {

    private static final Duration LONGEST_TARGET = Duration.ofSeconds(5);

    /** All hashes that run at once may together take this part of the machine's memory. */
    private static final int MEMORY_SHARE = 8;

    private final Output output;

    @Option(
            names = "--target",
            defaultValue = "250ms",
            description = "How long a hash should take, at most 5s (default: 250ms).")
    private String wanted = "250ms";

    CalibrateHashCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Duration target = target();
        int processors = Runtime.getRuntime().availableProcessors();
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long mostMemoryKib = machine.getTotalMemorySize() / 1024 / MEMORY_SHARE / processors;
        output.say("Argon2id on this machine, aiming at " + target.toMillis() + " ms a hash:");
        Measured best = Argon2Calibration.here().propose(target, mostMemoryKib, this::print);
        if (best.time().compareTo(target) > 0) {
            output.say("Even the least that is safe takes longer than that. It is kept as the floor.");
        }
        output.result(proposal(best, processors), facts(best));
        return 0;
    }

    private static String proposal(Measured best, int processors) {
        return String.format(
                Locale.ROOT,
                """

                GATEHOUSE_PASSWORD_ARGON2_MEMORY=%d
                GATEHOUSE_PASSWORD_ARGON2_ITERATIONS=%d
                GATEHOUSE_PASSWORD_ARGON2_LANES=%d

                That is %.1f ms a hash: about %.0f sign-ins per second on %d processor(s), and up to %d MiB for them.""",
                best.memory(),
                best.iterations(),
                best.lanes(),
                millis(best),
                processors * 1000 / millis(best),
                processors,
                (long) best.memory() * processors / 1024);
    }

    private static Map<String, ?> facts(Measured best) {
        return Map.of(
                "memory_kib", best.memory(),
                "iterations", best.iterations(),
                "lanes", best.lanes(),
                "milliseconds", millis(best));
    }

    private void print(Measured measured) {
        output.say(String.format(
                Locale.ROOT,
                "  memory %6d KiB, iterations %2d, lanes %d: %7.1f ms",
                measured.memory(),
                measured.iterations(),
                measured.lanes(),
                millis(measured)));
    }

    private static double millis(Measured measured) {
        return measured.time().toNanos() / 1e6;
    }

    private Duration target() {
        try {
            Duration target = DurationStyle.detectAndParse(wanted);
            if (target.isPositive() && target.compareTo(LONGEST_TARGET) <= 0) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // answered below like a target that is out of range
        }
        CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(this));
        throw new ParameterException(line, "--target must be more than 0 and at most 5s, such as 250ms.");
    }
}
