package io.gatehouse.notification;

import java.util.regex.Pattern;

/**
 * A short text for a telephone.
 *
 * @param to the number in international form (ITU-T E.164), such as {@code +493012345678}
 * @param text one to a few parts of plain text; it may hold a code, so it is never shown in a log
 */
public record TextMessage(String to, String text) {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final int LONGEST = 480;
    private static final int SHOWN_DIGITS = 2;

    public TextMessage {
        if (!NUMBER.matcher(to).matches()) {
            throw new IllegalArgumentException("A text message needs a number in international form");
        }
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A text message is one line of 1 to " + LONGEST + " characters");
        }
    }

    /** The number with nothing but its last digits, for logs. */
    public String maskedNumber() {
        return "…" + to.substring(to.length() - SHOWN_DIGITS);
    }

    @Override
    public String toString() {
        return "TextMessage[" + maskedNumber() + "]";
    }
}
