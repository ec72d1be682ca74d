package io.gatehouse.account;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Text that people write about themselves and others read: one line, nothing invisible that changes how it or its
 * surroundings are read. Letters that only look like others do no harm, since the e-mail address is what tells people apart.
 */
public final class PersonalText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private PersonalText() {}

    /** The text trimmed and in Unicode form NFC; nothing when it is too long or holds a character that it must not. */
    public static Optional<String> clean(String raw, int longest) {
        if (raw.length() > 4 * longest) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(raw.strip(), Normalizer.Form.NFC);
        boolean fits = text.codePointCount(0, text.length()) <= longest;
        return fits && text.codePoints().allMatch(PersonalText::harmless) ? Optional.of(text) : Optional.empty();
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
            default -> true;
        };
    }
}
