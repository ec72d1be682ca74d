package io.gatehouse.account;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Text that people write about themselves and others read: one line, nothing invisible that changes how it or its
 * surroundings are read, no word of letters that were picked from several alphabets because they look alike.
 */
public final class PersonalText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    /** No language stacks more marks on a letter (Unicode Technical Standard 39, section 5.4). */
    private static final int MOST_MARKS = 4;
    /** Letters and marks by category, yet drawn as nothing: joiner, Hangul fillers, Braille blank. */
    private static final String BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";
    /** Alphabets of which whole rows of letters look the same (Unicode Technical Standard 39, section 5.2). */
    private static final Set<UnicodeScript> ALIKE =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.CHEROKEE);

    private PersonalText() {}

    /** The text trimmed and in Unicode form NFC; nothing when it is too long or holds what it must not. */
    public static Optional<String> clean(String raw, int longest) {
        if (raw.length() > 4 * longest) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(raw.strip(), Normalizer.Form.NFC);
        boolean fits = text.codePointCount(0, text.length()) <= longest;
        return fits && text.codePoints().allMatch(PersonalText::harmless) && plainWords(text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Whether it is a letter or mark that nobody sees. */
    static boolean blank(int point) {
        return BLANK_LETTERS.indexOf(point) >= 0;
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            // joiners belong to the spelling of several languages; direction marks and overrides are the same category
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> !blank(point);
        };
    }

    /** Whether each word keeps to one alphabet, and no letter carries a tower of marks. */
    private static boolean plainWords(String text) {
        Set<UnicodeScript> word = EnumSet.noneOf(UnicodeScript.class);
        int marks = 0;
        for (int point : text.codePoints().toArray()) {
            boolean mark = Character.getType(point) == Character.NON_SPACING_MARK
                    || Character.getType(point) == Character.ENCLOSING_MARK;
            marks = mark ? marks + 1 : 0;
            if (Character.isLetter(point)) {
                word.add(UnicodeScript.of(point));
            } else if (!mark) {
                word.clear();
            }
            if (marks > MOST_MARKS || word.stream().filter(ALIKE::contains).count() > 1) {
                return false;
            }
        }
        return true;
    }
}
