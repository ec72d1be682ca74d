package io.gatehouse.password;

import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How hard a password is to guess, by zxcvbn: 0 to 4. Its effort grows faster than the length, so it sees the beginning
 * only, and only a few look at a time.
 */
final class StrengthMeter {

    static final int LONGEST = 40;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST_HINT = 64;
    private static final int MOST_HINTS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore turns = new Semaphore(2, true);

    private static final class Holder {

        private static final Zxcvbn ZXCVBN = build();

        private static Zxcvbn build() {
            try {
                return new ZxcvbnBuilder()
                        .dictionaries(WordLists.all())
                        .keyboards(StandardKeyboards.loadAllKeyboards())
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException("The keyboards of zxcvbn can't be read", e);
            }
        }
    }

    int score(PasswordCandidate candidate) {
        String text = candidate.normalised();
        String beginning = text.substring(0, Math.min(text.length(), LONGEST));
        takeTurn();
        try {
            return Holder.ZXCVBN.measure(beginning, hints(candidate.person())).getScore();
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new GatehouseException(ErrorCode.OVERLOADED, "Too many passwords wait to be measured");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatehouseException(ErrorCode.OVERLOADED, "Interrupted while a password waited to be measured", e);
        }
    }

    /** What an attacker would try first for this very person. */
    private static List<String> hints(PasswordPerson person) {
        List<String> hints = new ArrayList<>(List.of("gatehouse"));
        for (String source : List.of(person.name(), person.email())) {
            String folded = PasswordCandidate.fold(source);
            SEPARATORS
                    .splitAsStream(folded)
                    .filter(part -> !part.isEmpty() && part.length() <= LONGEST_HINT)
                    .limit(MOST_HINTS)
                    .forEach(hints::add);
        }
        return hints;
    }
}
