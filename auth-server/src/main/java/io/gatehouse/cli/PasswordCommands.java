package io.gatehouse.cli;

import com.sun.management.OperatingSystemMXBean;
import io.gatehouse.password.Argon2Calibration;
import io.gatehouse.password.Argon2Calibration.Measured;
import io.gatehouse.password.PasswordStrengthening;
import io.gatehouse.password.PasswordStrengthening.Progress;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** {@code admin calibrate-hash} and {@code admin wrap-hashes}. */
final class PasswordCommands {

    private static final Duration DEFAULT_TARGET = Duration.ofMillis(250);
    private static final Duration LONGEST_TARGET = Duration.ofSeconds(5);

    /** All hashes that run at once may together take this part of the machine's memory. */
    private static final int MEMORY_SHARE = 8;

    private static final long REPORT_EVERY = 20_000;

    private final PrintStream out;
    private long reported;

    PasswordCommands(PrintStream out) {
        this.out = out;
    }

    int calibrate(List<String> options) {
        Duration target = target(options);
        if (target == null) {
            out.println("Usage: admin calibrate-hash [--target 250ms]    (more than 0, at most 5s)");
            return 2;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long mostMemoryKib = machine.getTotalMemorySize() / 1024 / MEMORY_SHARE / processors;
        out.printf(Locale.ROOT, "Argon2id on this machine, aiming at %d ms a hash:%n", target.toMillis());
        Measured best = Argon2Calibration.here().propose(target, mostMemoryKib, this::print);
        out.println();
        if (best.time().compareTo(target) > 0) {
            out.println("Even the least that is safe takes longer than that. It is kept as the floor:");
        }
        out.println("GATEHOUSE_PASSWORD_ARGON2_MEMORY=" + best.memory());
        out.println("GATEHOUSE_PASSWORD_ARGON2_ITERATIONS=" + best.iterations());
        out.println("GATEHOUSE_PASSWORD_ARGON2_LANES=" + best.lanes());
        out.println();
        out.printf(
                Locale.ROOT,
                "That is %.1f ms a hash: about %.0f sign-ins per second on %d processor(s), and up to %d MiB for them.%n",
                millis(best),
                processors * 1000 / millis(best),
                processors,
                (long) best.memory() * processors / 1024);
        return 0;
    }

    int wrap(PasswordStrengthening strengthening) {
        Progress done = strengthening.run(this::report);
        out.println(done.seen() + " password hashes looked at, " + done.improved() + " improved, "
                + (done.seen() - done.improved() - done.unreadable()) + " kept"
                + (done.unreadable() == 0 ? "." : ", " + done.unreadable() + " unreadable (see above)."));
        return done.unreadable() == 0 ? 0 : 1;
    }

    private void report(Progress progress) {
        long work = progress.seen() + 100 * progress.improved();
        if (work >= reported + REPORT_EVERY) {
            reported = work;
            out.println("  " + progress.seen() + " looked at, " + progress.improved() + " improved …");
        }
    }

    private void print(Measured measured) {
        out.printf(
                Locale.ROOT,
                "  memory %6d KiB, iterations %2d, lanes %d: %7.1f ms%n",
                measured.memory(),
                measured.iterations(),
                measured.lanes(),
                millis(measured));
    }

    private static double millis(Measured measured) {
        return measured.time().toNanos() / 1e6;
    }

    /** Null if the options are not understood. */
    private static @Nullable Duration target(List<String> options) {
        if (options.isEmpty()) {
            return DEFAULT_TARGET;
        }
        if (options.size() != 2 || !options.getFirst().equals("--target")) {
            return null;
        }
        try {
            Duration target = DurationStyle.detectAndParse(options.getLast());
            return target.isPositive() && target.compareTo(LONGEST_TARGET) <= 0 ? target : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
