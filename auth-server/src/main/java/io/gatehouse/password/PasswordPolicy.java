package io.gatehouse.password;

import java.time.Duration;

/**
 * What a password has to be.
 *
 * @param minScore of zxcvbn, 0 to 4
 * @param passphraseWords how many dictionary words it needs; 0 means it may be anything
 * @param history how many of the last passwords can't be used again, the current one included
 * @param maxAge after what time it has to be changed; zero means never
 */
record PasswordPolicy(
        int minLength,
        int minScore,
        int passphraseWords,
        int history,
        Duration maxAge,
        boolean notSimilar,
        boolean notCommon,
        boolean notNumeric) {

    /** The policy that asks for everything that either of the two asks for. */
    PasswordPolicy and(PasswordPolicy other) {
        return new PasswordPolicy(
                Math.max(minLength, other.minLength),
                Math.max(minScore, other.minScore),
                Math.max(passphraseWords, other.passphraseWords),
                Math.max(history, other.history),
                shorter(maxAge, other.maxAge),
                notSimilar || other.notSimilar,
                notCommon || other.notCommon,
                notNumeric || other.notNumeric);
    }

    private static Duration shorter(Duration one, Duration other) {
        if (one.isZero() || other.isZero()) {
            return one.isZero() ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
