package io.gatehouse.session;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.web.BrowserCookies;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the cookie of a remembered browser holds: the series that stays and the secret that changes. The next secret, and that
 * of the session that a secret starts, are derived from it under a key that is not in the database: so requests that arrive
 * together agree on both without talking to each other.
 */
record RememberedToken(String series, String secret) {

    static final String COOKIE = "gatehouse-remember";

    private static final int PART = 43;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static RememberedToken next() {
        return new RememberedToken(RandomTokens.next(), RandomTokens.next());
    }

    /** The browser's token, whether genuine or not. */
    static Optional<RememberedToken> read(BrowserCookies cookies, HttpServletRequest request) {
        return cookies.read(request, COOKIE)
                .filter(text -> text.length() == 2 * PART + 1 && text.charAt(PART) == '.')
                .map(text -> new RememberedToken(text.substring(0, PART), text.substring(PART + 1)));
    }

    String text() {
        return series + "." + secret;
    }

    byte[] seriesHash() {
        return RandomTokens.sha256(series);
    }

    byte[] hash() {
        return RandomTokens.sha256(secret);
    }

    /** What a use of this token leads to, under each key of the ring, the present one first. */
    List<Successor> successors(Keyring keyring) {
        List<byte[]> children = keyring.keyedHashes(Purpose.REMEMBERED_BROWSER, message("child"));
        List<byte[]> sessions = keyring.keyedHashes(Purpose.REMEMBERED_BROWSER, message("session"));
        return IntStream.range(0, children.size())
                .mapToObj(i -> new Successor(
                        new RememberedToken(series, BASE64URL.encodeToString(children.get(i))),
                        BASE64URL.encodeToString(sessions.get(i))))
                .toList();
    }

    /** The token that replaces another one, and the secret of the session that goes on. */
    record Successor(RememberedToken child, String sessionSecret) {

        byte[] sessionHash() {
            return RandomTokens.sha256(sessionSecret);
        }

        @Override
        public String toString() {
            return "Successor[]";
        }
    }

    private byte[] message(String what) {
        return (what + "|" + series + "|" + secret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "RememberedToken[]";
    }
}
