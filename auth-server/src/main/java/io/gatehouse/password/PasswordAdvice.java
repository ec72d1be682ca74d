package io.gatehouse.password;

import java.util.List;

/**
 * A sentence about one rule of the policy: what to keep in mind before typing, or why a password was refused.
 *
 * @param rule the rule's stable name
 * @param key of the sentence in {@code messages/password}
 * @param arguments of the sentence
 */
public record PasswordAdvice(String rule, String key, List<Object> arguments) {

    public PasswordAdvice {
        arguments = List.copyOf(arguments);
    }

    static PasswordAdvice of(String rule, String key, Object... arguments) {
        return new PasswordAdvice(rule, key, List.of(arguments));
    }

    /** The arguments as message sources and templates take them. */
    public Object[] args() {
        return arguments.toArray();
    }
}
