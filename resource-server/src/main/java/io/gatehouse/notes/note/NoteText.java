package io.gatehouse.notes.note;

import io.gatehouse.notes.web.Problem;
import io.gatehouse.notes.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The rules for the text of a note. */
final class NoteText {

    private static final int MAX_CHARACTERS = 4000;

    private NoteText() {}

    static String checked(@Nullable String given) {
        if (given == null) {
            throw refused("text_missing", "The note has no text.");
        }
        String text = given.strip().replace("\r\n", "\n");
        if (text.isEmpty()) {
            throw refused("text_missing", "The note has no text.");
        }
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw refused("text_too_long", "The text has more than 4000 characters.");
        }
        if (text.codePoints().anyMatch(NoteText::isForbidden)) {
            throw refused("text_not_allowed", "The text has control characters other than line breaks and tabs.");
        }
        return text;
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static ProblemException refused(String code, String detail) {
        return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, code, detail));
    }
}
