package io.gatehouse.password;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Not the person's name or e-mail address in other clothes. Two measures, on lower case without accents, as typed, with
 * look-alike digits read as letters, and backwards: what is left when all personal parts are taken out must be more than half
 * of it, and no personal part may be turned into it by changing less than a third of its letters.
 */
final class SimilarityRule implements PasswordRule {

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_COMPARED = 4;
    private static final int MOST_PARTS = 20;
    private static final int LONGEST_COMPARED = 64;

    @Override
    public String name() {
        return "similar";
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return policy.notSimilar() ? Optional.of(PasswordAdvice.of(name(), "password.similar.help")) : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        if (!policy.notSimilar()) {
            return Optional.empty();
        }
        List<String> parts = parts(candidate.person());
        String folded = candidate.folded();
        String letters = PasswordCandidate.lettersOf(folded);
        for (String form : List.of(folded, letters)) {
            String backwards = new StringBuilder(form).reverse().toString();
            if (similar(form, parts) || similar(backwards, parts)) {
                return Optional.of(PasswordAdvice.of(name(), "password.similar.refused"));
            }
        }
        return Optional.empty();
    }

    private static boolean similar(String text, List<String> parts) {
        String rest = text;
        for (String part : parts) {
            rest = rest.replace(part, "");
        }
        if (rest.length() * 2 <= text.length() && rest.length() < text.length()) {
            return true;
        }
        String letters = NO_LETTERS.matcher(text).replaceAll("");
        return letters.length() >= SHORTEST_COMPARED && parts.stream().anyMatch(part -> close(letters, part));
    }

    private static boolean close(String letters, String part) {
        int longer = Math.max(letters.length(), part.length());
        return part.length() >= SHORTEST_COMPARED && longer <= LONGEST_COMPARED && distance(letters, part) * 3 < longer;
    }

    /** The longest parts first, so that a whole address goes before the pieces of it. */
    private static List<String> parts(PasswordPerson person) {
        Set<String> parts = new LinkedHashSet<>();
        for (String source : List.of(person.name(), person.email())) {
            String folded = PasswordCandidate.fold(source);
            parts.add(folded);
            parts.add(SEPARATORS.matcher(folded).replaceAll(""));
            SEPARATORS.splitAsStream(folded).limit(MOST_PARTS).forEach(parts::add);
        }
        String email = PasswordCandidate.fold(person.email());
        parts.add(email.substring(0, Math.max(0, email.lastIndexOf('@'))));
        List<String> ordered = new ArrayList<>(parts);
        ordered.removeIf(part -> part.length() < SHORTEST_PART);
        ordered.sort(Comparator.comparingInt(String::length).reversed());
        return ordered;
    }

    /** The fewest insertions, deletions and replacements that turn one into the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
