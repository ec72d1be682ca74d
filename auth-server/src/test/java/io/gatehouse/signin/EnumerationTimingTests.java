package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Whether the time of an answer tells if an address is known: samples of both kinds in turn, compared by Welch's t-test after the
 * slowest tenth, which tells of the machine, is left out. {@code -Dgatehouse.timing.samples=1000} takes more of them.
 */
final class EnumerationTimingTests {

    private static final String MANY = "1000000";
    private static final int SAMPLES = Integer.getInteger("gatehouse.timing.samples", 80);
    private static final int WARM_UP = 10;
    /** So small a share of the time that nobody sees it through a network. */
    private static final double HARMLESS = 0.02;

    /** One network asks far more often than any is allowed to. */
    private static final TestServer SERVER = TestServer.start(
            "gatehouse.throttle.attempts=" + MANY,
            "gatehouse.throttle.attempts-per-account=" + MANY,
            "gatehouse.throttle.attempts-per-network=" + MANY,
            "gatehouse.throttle.attempts-global=" + MANY,
            "gatehouse.throttle.requests-per-network=" + MANY);

    private final Person person = TestAccounts.active(SERVER);
    private final TestBrowser browser = new TestBrowser(SERVER);

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    @Tag("attack-22")
    void attack22_signInWhenTimedThenKnownAndUnknownTakeTheSame(TestReporter reporter) {
        HttpResponse<String> form = browser.get("/sign-in");
        compare(
                "sign-in",
                SAMPLES,
                reporter,
                email -> browser.submit(form, "/sign-in", Map.of("email", email, "password", "a wrong password")));
    }

    @Test
    @Tag("attack-22")
    void attack22_resetWhenTimedThenKnownAndUnknownTakeTheSame(TestReporter reporter) {
        HttpResponse<String> form = browser.get("/reset-password");
        compare(
                "reset",
                SAMPLES / 5,
                reporter,
                email -> browser.submit(form, "/reset-password", Map.of("email", email)));
    }

    @Test
    @Tag("attack-22")
    void attack22_signUpWhenTimedThenKnownAndUnknownTakeTheSame(TestReporter reporter) {
        HttpResponse<String> form = browser.get("/sign-up");
        compare(
                "sign-up",
                SAMPLES / 5,
                reporter,
                email -> browser.submit(
                        form, "/sign-up", Map.of("email", email, "name", "Ada", "password", "walrus in a bakery")));
    }

    private void compare(String door, int samples, TestReporter reporter, Function<String, HttpResponse<String>> ask) {
        double[] known = new double[samples / 2];
        double[] unknown = new double[samples / 2];
        for (int i = -WARM_UP / 2; i < samples / 2; i++) {
            boolean first = i % 2 == 0;
            double one = millis(first ? person.email() : stranger(), ask);
            double two = millis(first ? stranger() : person.email(), ask);
            if (i >= 0) {
                known[i] = first ? one : two;
                unknown[i] = first ? two : one;
            }
        }
        double[] a = withoutSlowest(known);
        double[] b = withoutSlowest(unknown);
        double t = welch(a, b);
        double difference = Math.abs(mean(a) - mean(b));
        String said = String.format(
                Locale.ROOT, "%d samples: known %.2f ms, unknown %.2f ms, t = %.2f", samples, mean(a), mean(b), t);
        reporter.publishEntry(door, said);
        assertThat(Math.abs(t) < 4 || difference < HARMLESS * mean(a)).as(said).isTrue();
    }

    private static String stranger() {
        return "nobody-" + UUID.randomUUID() + "@example.com";
    }

    private static double millis(String email, Function<String, HttpResponse<String>> ask) {
        long start = System.nanoTime();
        HttpResponse<String> answer = ask.apply(email);
        double millis = (System.nanoTime() - start) / 1e6;
        assertThat(answer.statusCode()).isIn(303, 401);
        return millis;
    }

    private static double[] withoutSlowest(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return Arrays.copyOf(sorted, sorted.length * 9 / 10);
    }

    private static double mean(double[] times) {
        return Arrays.stream(times).average().orElseThrow();
    }

    private static double variance(double[] times) {
        double mean = mean(times);
        return Arrays.stream(times).map(time -> (time - mean) * (time - mean)).sum() / (times.length - 1);
    }

    private static double welch(double[] a, double[] b) {
        return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    }
}
