package io.gatehouse.admin.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads filters such as {@code status eq "active" and email sw "a"}. What comes out are fields and operators of the
 * {@link Listing} and typed values; no text of the caller ever gets near SQL but as a parameter.
 */
final class FilterParser {

    private static final int LONGEST = 500;
    private static final int MOST = 8;
    private static final Pattern COMPARISON = Pattern.compile(
            "\\G([a-z_]{1,30}) ([a-z]{2}) (\"(?:[^\"\\\\]|\\\\[\"\\\\])*+\"|true|false)(?: and (?=[a-z])|$)");

    private final Listing listing;

    private FilterParser(Listing listing) {
        this.listing = listing;
    }

    static List<Condition> parse(Listing listing, String text) {
        return new FilterParser(listing).parse(text);
    }

    private List<Condition> parse(String text) {
        if (text.length() > LONGEST) {
            throw refused("is longer than " + LONGEST + " characters");
        }
        List<Condition> conditions = new ArrayList<>();
        Matcher matcher = COMPARISON.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find()) {
            conditions.add(condition(matcher.group(1), matcher.group(2), matcher.group(3)));
            end = matcher.end();
        }
        if (end != text.length() || conditions.isEmpty()) {
            throw refused("has to look like: field op \"value\" and field op \"value\"");
        }
        if (conditions.size() > MOST) {
            throw refused("has more than " + MOST + " comparisons");
        }
        requireOnce(conditions);
        return List.copyOf(conditions);
    }

    private Condition condition(String name, String word, String literal) {
        Listing.Field field = listing.field(name).orElseThrow(() -> refused("names a field that can't be filtered by"));
        Listing.Op op = Listing.Op.of(word)
                .filter(field.ops()::contains)
                .orElseThrow(() -> refused("compares the field '" + field.name() + "' in a way that it does not know"));
        return new Condition(name, op, value(field, literal));
    }

    private static Object value(Listing.Field field, String literal) {
        boolean quoted = literal.startsWith("\"");
        if (quoted == (field.kind() == Listing.Kind.FLAG)) {
            throw refused("gives the field '" + field.name() + "' a value of the wrong type");
        }
        if (!quoted) {
            return Boolean.valueOf(literal);
        }
        String text = literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1");
        if (text.indexOf('\0') >= 0) {
            throw refused("holds a character that is not text");
        }
        return switch (field.kind()) {
            case TIME -> time(field, text);
            case CHOICE -> choice(field, text);
            case TEXT, FLAG -> text;
        };
    }

    private static Instant time(Listing.Field field, String text) {
        try {
            Instant time = Instant.parse(text);
            if (text.length() <= 40 && text.startsWith("2")) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw refused("needs a time such as 2026-01-31T12:00:00Z for the field '" + field.name() + "'");
    }

    private static String choice(Listing.Field field, String text) {
        if (!field.choices().contains(text)) {
            throw refused("needs one of " + field.choices() + " for the field '" + field.name() + "'");
        }
        return text;
    }

    private static void requireOnce(List<Condition> conditions) {
        long different = conditions.stream()
                .map(condition -> condition.field() + condition.op())
                .distinct()
                .count();
        if (different != conditions.size()) {
            throw refused("compares a field twice in the same way");
        }
    }

    private static ApiRefusal refused(String why) {
        return ApiRefusal.invalid("invalid_filter", "The filter " + why + ".");
    }
}
