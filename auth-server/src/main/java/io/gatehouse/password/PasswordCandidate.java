package io.gatehouse.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A password that somebody would like to have, of acceptable length, in the forms that the rules look at. */
record PasswordCandidate(String normalised, PasswordPerson person) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final String LOOK_ALIKES = "0o1i3e4a5s7t8b9g@a$s!i|l+t(c";
    private static final int LONGEST_FOLDED = 256;

    static PasswordCandidate of(String raw, PasswordPerson person) {
        return new PasswordCandidate(PasswordText.normalise(raw), person);
    }

    /** Lower case without accents, and at most so long that looking at it stays cheap. */
    String folded() {
        return fold(normalised);
    }

    static String fold(String text) {
        String bounded = text.substring(0, Math.min(text.length(), LONGEST_FOLDED));
        String plain = MARKS.matcher(Normalizer.normalize(bounded, Normalizer.Form.NFKD))
                .replaceAll("");
        return plain.toLowerCase(Locale.ROOT);
    }

    /** The text with digits and signs that stand for letters turned back into letters. */
    static String lettersOf(String folded) {
        StringBuilder letters = new StringBuilder(folded.length());
        for (char c : folded.toCharArray()) {
            int at = LOOK_ALIKES.indexOf(c);
            letters.append(at >= 0 && at % 2 == 0 ? LOOK_ALIKES.charAt(at + 1) : c);
        }
        return letters.toString();
    }

    @Override
    public String toString() {
        return "PasswordCandidate[]";
    }
}
