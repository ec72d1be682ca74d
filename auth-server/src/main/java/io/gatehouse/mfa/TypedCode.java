package io.gatehouse.mfa;

/** Reads codes as people type and paste them. */
final class TypedCode {

    private static final int LONGEST = 64;
    private static final String NOT_A_CODE = "";

    private TypedCode() {}

    /** The digits of a code, in whatever script they were typed; empty if there is anything but digits, spaces and dashes. */
    static String digits(String typed) {
        if (typed.length() > LONGEST) {
            return NOT_A_CODE;
        }
        StringBuilder digits = new StringBuilder();
        for (int letter : typed.codePoints().toArray()) {
            int digit = Character.digit(letter, 10);
            if (digit >= 0) {
                digits.append(digit);
            } else if (!separator(letter)) {
                return NOT_A_CODE;
            }
        }
        return digits.toString();
    }

    static boolean separator(int letter) {
        return letter == '-'
                || Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.getType(letter) == Character.DASH_PUNCTUATION;
    }
}
