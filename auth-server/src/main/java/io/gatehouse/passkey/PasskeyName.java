package io.gatehouse.passkey;

import java.text.Normalizer;
import java.util.stream.Collectors;

/** The name that a person gives a passkey. */
final class PasskeyName {

    private static final int LONGEST = 60;
    private static final int LONGEST_INPUT = 1000;

    private PasskeyName() {}

    /** The name without control, invisible and direction-changing characters, at most 60 long; the other one if nothing is left. */
    static String clean(String typed, String otherwise) {
        String start = typed.substring(0, Math.min(typed.length(), LONGEST_INPUT));
        String visible = Normalizer.normalize(start, Normalizer.Form.NFC)
                .replaceAll("[\\p{C}&&[^\\p{Cc}]]", "")
                .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .strip();
        String name = visible.codePoints()
                .limit(LONGEST)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return name.isEmpty() ? otherwise : name;
    }
}
