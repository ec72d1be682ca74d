package io.gatehouse.password;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Several different words of the dictionary, with anything but letters between them. */
final class PassphraseRule implements PasswordRule {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

    @Override
    public String name() {
        return "words";
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return policy.passphraseWords() > 0
                ? Optional.of(PasswordAdvice.of(name(), "password.words.help", policy.passphraseWords()))
                : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        if (policy.passphraseWords() == 0) {
            return Optional.empty();
        }
        Set<String> known = WordLists.words();
        long words = BETWEEN.splitAsStream(candidate.folded())
                .filter(known::contains)
                .distinct()
                .count();
        return words < policy.passphraseWords()
                ? Optional.of(PasswordAdvice.of(name(), "password.words.refused", policy.passphraseWords(), words))
                : Optional.empty();
    }
}
