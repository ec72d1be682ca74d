package io.gatehouse.password;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The password policy of everybody, and what certain roles need on top. Whoever holds several roles gets the strictest of
 * their rules.
 *
 * @param minLength fewest characters
 * @param minScore least strength by zxcvbn, from 0 (anything) to 4
 * @param passphraseWords how many dictionary words a password needs; 0 turns the rule off
 * @param history how many of the last passwords can't be used again, the current one included; 0 turns the rule off
 * @param maxAge after what time a new one is asked for at sign-in; zero means never
 * @param notSimilar whether it must differ from the person's name and e-mail address
 * @param notCommon whether it must not be one of the 30,000 most common ones
 * @param notNumeric whether it must not consist of digits only
 * @param roles by the name of a role: rules that are stricter for the people who hold it
 */
@ConfigurationProperties("gatehouse.password.policy")
record PasswordPolicyProperties(
        @DefaultValue("8") int minLength,
        @DefaultValue("3") int minScore,
        @DefaultValue("0") int passphraseWords,
        @DefaultValue("5") int history,
        @DefaultValue("0s") Duration maxAge,
        @DefaultValue("true") boolean notSimilar,
        @DefaultValue("true") boolean notCommon,
        @DefaultValue("true") boolean notNumeric,
        @DefaultValue Map<String, Role> roles) {

    private static final String NAME = "gatehouse.password.policy";
    private static final int LONGEST_MINIMUM = 128;
    private static final int MOST_WORDS = 12;
    private static final int MOST_HISTORY = 24;

    /** What one role asks for; whatever is not given is as for everybody. */
    record Role(
            @Nullable Integer minLength,
            @Nullable Integer minScore,
            @Nullable Integer passphraseWords,
            @Nullable Integer history,
            @Nullable Duration maxAge,
            @Nullable Boolean notSimilar,
            @Nullable Boolean notCommon,
            @Nullable Boolean notNumeric) {}

    PasswordPolicyProperties {
        roles = Map.copyOf(roles);
        PasswordPolicy base = new PasswordPolicy(
                minLength, minScore, passphraseWords, history, maxAge, notSimilar, notCommon, notNumeric);
        requireSensible(NAME, base);
        roles.forEach((role, rules) -> requireSensible(NAME + ".roles." + role, stricter(base, rules)));
    }

    PasswordPolicy everybody() {
        return new PasswordPolicy(
                minLength, minScore, passphraseWords, history, maxAge, notSimilar, notCommon, notNumeric);
    }

    /** The strictest of what these roles ask for, never less than what everybody needs. */
    PasswordPolicy of(Set<String> names) {
        PasswordPolicy policy = everybody();
        for (String name : names) {
            Role rules = roles.get(name);
            if (rules != null) {
                policy = policy.and(stricter(everybody(), rules));
            }
        }
        return policy;
    }

    /** Whether anybody's password can be too old. */
    boolean anyExpiry() {
        return !of(roles.keySet()).maxAge().isZero();
    }

    /** The most passwords that anybody's history can hold. */
    int longestHistory() {
        return of(roles.keySet()).history();
    }

    private static PasswordPolicy stricter(PasswordPolicy base, Role rules) {
        return new PasswordPolicy(
                or(rules.minLength, base.minLength()),
                or(rules.minScore, base.minScore()),
                or(rules.passphraseWords, base.passphraseWords()),
                or(rules.history, base.history()),
                rules.maxAge == null ? base.maxAge() : rules.maxAge,
                or(rules.notSimilar, base.notSimilar()),
                or(rules.notCommon, base.notCommon()),
                or(rules.notNumeric, base.notNumeric()));
    }

    private static int or(@Nullable Integer own, int base) {
        return own == null ? base : own;
    }

    private static boolean or(@Nullable Boolean own, boolean base) {
        return own == null ? base : own;
    }

    private static void requireSensible(String name, PasswordPolicy policy) {
        require(name, "min-length", policy.minLength(), PasswordText.SHORTEST, LONGEST_MINIMUM);
        require(name, "min-score", policy.minScore(), 0, 4);
        require(name, "passphrase-words", policy.passphraseWords(), 0, MOST_WORDS);
        require(name, "history", policy.history(), 0, MOST_HISTORY);
        if (policy.maxAge().isNegative()) {
            throw new IllegalArgumentException(name + ".max-age must be a time such as 90d, or 0 for never.");
        }
    }

    private static void require(String name, String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + "." + property + " must be a number from " + least + " to " + most + ".");
        }
    }
}
