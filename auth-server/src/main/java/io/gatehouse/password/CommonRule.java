package io.gatehouse.password;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Not one of the passwords that everybody tries first: neither as it is, nor capitalised, with digits for letters, or with a
 * few digits and signs around it.
 */
final class CommonRule implements PasswordRule {

    private static final Pattern DECORATION = Pattern.compile("^[^\\p{L}]{0,4}(?=\\p{L})|(?<=\\p{L})[^\\p{L}]{1,4}$");

    @Override
    public String name() {
        return "common";
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return policy.notCommon() ? Optional.of(PasswordAdvice.of(name(), "password.common.help")) : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        return policy.notCommon() && common(candidate.folded())
                ? Optional.of(PasswordAdvice.of(name(), "password.common.refused"))
                : Optional.empty();
    }

    private static boolean common(String folded) {
        Set<String> known = WordLists.commonPasswords();
        String bare = DECORATION.matcher(folded).replaceAll("");
        return known.contains(folded)
                || known.contains(PasswordCandidate.lettersOf(folded))
                || known.contains(bare)
                || known.contains(PasswordCandidate.lettersOf(bare));
    }
}
