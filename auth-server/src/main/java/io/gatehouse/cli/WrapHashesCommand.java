package io.gatehouse.cli;

import io.gatehouse.password.PasswordStrengthening;
import io.gatehouse.password.PasswordStrengthening.Progress;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code admin wrap-hashes}. */
@Command(
        name = "wrap-hashes",
        description =
                "Put Argon2id around older password hashes; seal or unseal all of them as gatehouse.password.pepper"
                        + " says, under the newest key of the keyring.")
final class WrapHashesCommand implements Callable<Integer> {

    private static final long REPORT_EVERY = 20_000;

    private final House house;
    private final Output output;
    private long reported;

    WrapHashesCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        Progress done = house.room(PasswordStrengthening.class).run(this::report);
        long kept = done.seen() - done.improved() - done.unreadable();
        output.result(
                done.seen() + " password hashes looked at, " + done.improved() + " improved, " + kept + " kept"
                        + (done.unreadable() == 0 ? "." : ", " + done.unreadable() + " unreadable (see above)."),
                Map.of("seen", done.seen(), "improved", done.improved(), "unreadable", done.unreadable()));
        return done.unreadable() == 0 ? 0 : 1;
    }

    private void report(Progress progress) {
        long work = progress.seen() + 100 * progress.improved();
        if (work >= reported + REPORT_EVERY) {
            reported = work;
            output.say("  " + progress.seen() + " looked at, " + progress.improved() + " improved …");
        }
    }
}
