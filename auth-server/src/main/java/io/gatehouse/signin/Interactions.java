package io.gatehouse.signin;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Marks the way back to an authorization request while a person is signing in or consenting. The mark is a message
 * authentication code over the question's time and the very request, so that nobody can make one, move one to another request,
 * or keep one; no state is held for it anywhere.
 */
public final class Interactions {

    /** The parameter that carries the mark; always the last one of the way back. */
    public static final String PARAMETER = "interaction";

    private static final String AUTHORIZE = "/oauth2/authorize?";
    private static final String SEPARATOR = "&" + PARAMETER + "=";
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final byte ASKED = 'a';
    private static final byte DENIED = 'd';
    private static final byte CHOSEN = 'c';
    private static final UUID NO_SESSION = new UUID(0, 0);
    private static final int HEAD = 1 + 3 * Long.BYTES;

    private final Keyring keyring;
    private final Clock clock;

    Interactions(Keyring keyring, Clock clock) {
        this.keyring = keyring;
        this.clock = clock;
    }

    /** The path to return to once the person has answered, for a request given as its canonical query. */
    public String wayBack(String query) {
        return AUTHORIZE + query + SEPARATOR + mark(ASKED, NO_SESSION, query);
    }

    /** The way back with a mark that is already there, so that one question covers all pages of a request. */
    public String wayBack(String query, String mark) {
        return AUTHORIZE + query + SEPARATOR + mark;
    }

    /** The same way back after the person said no. Throws {@link IllegalArgumentException} if it is not a way back. */
    public String denied(String wayBack) {
        return AUTHORIZE + query(wayBack) + SEPARATOR + mark(DENIED, NO_SESSION, query(wayBack));
    }

    /**
     * The same way back after the person chose to go on with the session of this name. Throws {@link IllegalArgumentException}
     * if it is not a way back.
     */
    String chosen(String wayBack, UUID sid) {
        return AUTHORIZE + query(wayBack) + SEPARATOR + mark(CHOSEN, sid, query(wayBack));
    }

    /** The canonical query of the request that a way back leads to. */
    public static String query(String wayBack) {
        int end = wayBack.lastIndexOf(SEPARATOR);
        if (!wayBack.startsWith(AUTHORIZE) || end < AUTHORIZE.length()) {
            throw new IllegalArgumentException("not a way back to an authorization request");
        }
        return wayBack.substring(AUTHORIZE.length(), end);
    }

    /** What the mark says, or empty when it is missing, forged, older than half an hour, or made for another request. */
    public Optional<Interaction> read(@Nullable String mark, String query) {
        if (mark == null || mark.length() > 200) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(mark);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= HEAD) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte kind = buffer.get();
        Instant askedAt = Instant.ofEpochMilli(buffer.getLong());
        UUID sid = new UUID(buffer.getLong(), buffer.getLong());
        byte[] code = new byte[buffer.remaining()];
        buffer.get(code);
        Instant now = clock.instant();
        boolean genuine = keyring.verifyMac(Purpose.SIGN_IN_MARKER, code, message(head(kind, askedAt, sid), query));
        if (!genuine || askedAt.isAfter(now) || askedAt.plus(LIFETIME).isBefore(now)) {
            return Optional.empty();
        }
        return Optional.of(new Interaction(askedAt, kind == DENIED, sid));
    }

    private String mark(byte kind, UUID sid, String query) {
        byte[] head = head(kind, clock.instant(), sid);
        byte[] code = keyring.mac(Purpose.SIGN_IN_MARKER, message(head, query));
        byte[] bytes =
                ByteBuffer.allocate(HEAD + code.length).put(head).put(code).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] head(byte kind, Instant askedAt, UUID sid) {
        return ByteBuffer.allocate(HEAD)
                .put(kind)
                .putLong(askedAt.toEpochMilli())
                .putLong(sid.getMostSignificantBits())
                .putLong(sid.getLeastSignificantBits())
                .array();
    }

    private static byte[] message(byte[] head, String query) {
        byte[] request = query.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + request.length).put(head).put(request).array();
    }
}
