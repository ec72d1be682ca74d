package io.gatehouse.password;

import java.util.Optional;

/** Not digits only, however they are grouped: no dates, telephone or card numbers. */
final class NumericRule implements PasswordRule {

    @Override
    public String name() {
        return "numeric";
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return policy.notNumeric() ? Optional.of(PasswordAdvice.of(name(), "password.numeric.help")) : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        if (!policy.notNumeric()) {
            return Optional.empty();
        }
        int[] rest = candidate
                .normalised()
                .codePoints()
                .filter(point -> !Character.isWhitespace(point) && "-./:()+".indexOf(point) < 0)
                .toArray();
        for (int point : rest) {
            if (!Character.isDigit(point)) {
                return Optional.empty();
            }
        }
        return rest.length == 0 ? Optional.empty() : Optional.of(PasswordAdvice.of(name(), "password.numeric.refused"));
    }
}
