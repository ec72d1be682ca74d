package io.gatehouse.account;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address as the person wrote it, trimmed and in Unicode form NFKC. Two addresses belong to the same person when
 * their {@link #key()} is equal. Invisible and direction-changing characters are refused, since they make two addresses look
 * alike.
 *
 * @param value the address; construction throws {@link IllegalArgumentException} when it is not usable
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_OCTETS = 64;
    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~.";

    public EmailAddress {
        // longer input is refused before any work is spent on it; NFKC may still change the length
        if (value.length() > 4 * MAX_LENGTH) {
            throw unusable("is too long");
        }
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFKC).strip();
        requireVisible(value);
        int at = separator(value);
        requireLocalPart(value.substring(0, at));
        String domain = asciiDomain(value.substring(at + 1));
        if (value.length() > MAX_LENGTH || at + 1 + domain.length() > MAX_LENGTH) {
            throw unusable("is longer than " + MAX_LENGTH + " characters");
        }
    }

    /** Reads what a person typed. Throws {@link IllegalArgumentException} when no mail could be sent there. */
    public static EmailAddress parse(String raw) {
        return new EmailAddress(raw);
    }

    /** What makes two addresses the same: lower case, the domain as A-labels (RFC 5890 section 2.3.2.1). */
    public String key() {
        String lower = deliverable().toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** The form for the mail system: the domain, which must be ASCII on the wire (RFC 5321 section 2.3.5), as A-labels. */
    public String deliverable() {
        int at = separator(value);
        return value.substring(0, at + 1) + asciiDomain(value.substring(at + 1));
    }

    @Override
    public String toString() {
        return value;
    }

    private static void requireVisible(String text) {
        if (text.codePoints().anyMatch(EmailAddress::invisible)) {
            throw unusable("holds an invisible or unknown character");
        }
    }

    private static boolean invisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> PersonalText.blank(point) || variationSelector(point);
        };
    }

    private static boolean variationSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
    }

    /** The index of the only @ that is not inside a quoted local part (RFC 5321 section 4.1.2). */
    private static int separator(String text) {
        int from = text.startsWith("\"") ? closingQuote(text) + 1 : 0;
        int at = text.indexOf('@', from);
        if (at <= 0 || at != text.lastIndexOf('@') || (from > 0 && at != from)) {
            throw unusable("needs one name, one @ and one domain");
        }
        return at;
    }

    private static int closingQuote(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        throw unusable("opens a quote that never closes");
    }

    private static void requireLocalPart(String local) {
        // RFC 5321 section 4.5.3.1.1
        if (local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_OCTETS) {
            throw unusable("has a name before the @ that is too long");
        }
        if (local.startsWith("\"")) {
            return;
        }
        boolean dots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
        if (dots || !local.codePoints().allMatch(EmailAddress::atom)) {
            throw unusable("has a name before the @ that mail systems don't accept");
        }
    }

    private static boolean atom(int point) {
        if (point < 0x80) {
            return Character.isLetterOrDigit(point) || ATOM_SYMBOLS.indexOf(point) >= 0;
        }
        return !Character.isWhitespace(point) && !Character.isSpaceChar(point);
    }

    private static String asciiDomain(String domain) {
        String ascii;
        try {
            ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The e-mail address has a domain that can't exist", e);
        }
        if (ascii.isEmpty() || ascii.endsWith(".")) {
            throw unusable("has a domain that can't exist");
        }
        return ascii;
    }

    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("The e-mail address " + why);
    }
}
