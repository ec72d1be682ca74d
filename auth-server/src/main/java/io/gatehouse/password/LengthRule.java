package io.gatehouse.password;

import java.util.Optional;

/** Enough characters (code points after NFKC), not all of them blank. */
final class LengthRule implements PasswordRule {

    @Override
    public String name() {
        return "length";
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return Optional.of(PasswordAdvice.of(name(), "password.length.help", policy.minLength()));
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        String text = candidate.normalised();
        if (text.codePointCount(0, text.length()) < policy.minLength()) {
            return Optional.of(PasswordAdvice.of(name(), "password.too-short", policy.minLength()));
        }
        return text.isBlank() ? Optional.of(PasswordAdvice.of(name(), "password.blank")) : Optional.empty();
    }
}
