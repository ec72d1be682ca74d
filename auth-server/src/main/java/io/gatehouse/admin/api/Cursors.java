package io.gatehouse.admin.api;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes and reads the opaque cursors of lists: where a page ended, for which list, order and filter, under a code that only
 * this server can make.
 */
@Component
final class Cursors {

    private static final int LONGEST = 2_048;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Keyring keyring;
    private final ApiJson json;

    Cursors(Keyring keyring, ApiJson json) {
        this.keyring = keyring;
        this.json = json;
    }

    /** What a cursor says. The filter is only recognised, not repeated. */
    record Content(String list, String order, String filter, List<String> values) {}

    String write(Listing listing, String order, String filter, List<String> values) {
        byte[] content = json.write(new Content(listing.name(), order, fingerprint(filter), values));
        return ENCODER.encodeToString(content)
                + "."
                + ENCODER.encodeToString(keyring.mac(Purpose.ADMIN_CURSOR, content));
    }

    /** The sort values where the last page ended. */
    List<String> read(Listing listing, String order, String filter, String cursor) {
        int dot = cursor.indexOf('.');
        if (dot <= 0 || cursor.length() > LONGEST) {
            throw refused();
        }
        byte[] content;
        byte[] code;
        try {
            content = Base64.getUrlDecoder().decode(cursor.substring(0, dot));
            code = Base64.getUrlDecoder().decode(cursor.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        if (!keyring.verifyMac(Purpose.ADMIN_CURSOR, code, content)) {
            throw refused();
        }
        Content read = json.read(content, Content.class);
        boolean fits = read.list().equals(listing.name())
                && read.order().equals(order)
                && read.filter().equals(fingerprint(filter));
        if (!fits) {
            throw refused();
        }
        return read.values();
    }

    static ApiRefusal refused() {
        return ApiRefusal.invalid(
                "invalid_cursor", "The cursor is not one of this list, order and filter. Start from the first page.");
    }

    private static String fingerprint(String filter) {
        byte[] hash = RandomTokens.sha256(filter);
        return new String(Base64.getUrlEncoder().withoutPadding().encode(hash), StandardCharsets.US_ASCII);
    }
}
