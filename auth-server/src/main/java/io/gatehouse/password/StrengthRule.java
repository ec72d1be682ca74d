package io.gatehouse.password;

import java.util.Optional;

/** Hard enough to guess. */
final class StrengthRule implements PasswordRule {

    private final StrengthMeter meter;

    StrengthRule(StrengthMeter meter) {
        this.meter = meter;
    }

    @Override
    public String name() {
        return "strength";
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return policy.minScore() > 0
                ? Optional.of(PasswordAdvice.of(name(), "password.strength.help"))
                : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        return policy.minScore() > 0 && meter.score(candidate) < policy.minScore()
                ? Optional.of(PasswordAdvice.of(name(), "password.strength.refused"))
                : Optional.empty();
    }
}
