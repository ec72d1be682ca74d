package io.gatehouse.password;

import java.util.Base64;
import java.util.regex.Matcher;

/** The small parts of encoded hashes. */
final class HashText {

    private static final int LEAST_DIGEST = 16;
    private static final int MOST_DIGEST = 128;

    private HashText() {}

    /** The number in a group, or -1 where it is too large for any use. */
    static int number(Matcher matcher, String group) {
        String digits = matcher.group(group);
        return digits.length() > 9 ? -1 : Integer.parseInt(digits);
    }

    /** Base64 with or without padding, also in the spelling that has a dot for the plus. */
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('.', '+'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Salt or digest of this password hash is not base64: is it cut off?");
        }
    }

    /** The group {@code digest}, which must be long enough not to be hit by chance and short enough to be one. */
    static byte[] digest(Matcher matcher) {
        byte[] digest = base64(matcher.group("digest"));
        if (digest.length < LEAST_DIGEST || digest.length > MOST_DIGEST) {
            throw new IllegalArgumentException("The digest of a password hash must have " + LEAST_DIGEST + " to "
                    + MOST_DIGEST + " bytes, but this one has " + digest.length + ".");
        }
        return digest;
    }

    /** The whole hash with a zero for each character of the group {@code digest}. */
    static String withoutDigest(Matcher matcher, char zero) {
        String digest = matcher.group("digest");
        int length = digest.indexOf('=') < 0 ? digest.length() : digest.indexOf('=');
        String encoded = matcher.group();
        int start = matcher.start("digest");
        return encoded.substring(0, start) + String.valueOf(zero).repeat(length) + encoded.substring(start + length);
    }
}
