package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A phone with an authenticator app, which knows no more than the page shows to a person. */
public final class TestPhone {

    public static final Duration STEP = Duration.ofSeconds(30);

    private static final Pattern SECRET = Pattern.compile("<code id=\"secret\">([A-Z2-7 ]+)</code>");
    private static final Pattern CODES = Pattern.compile("<pre id=\"codes\">([^<]+)</pre>");
    private static final String SET_UP = "/account/factors/totp/new";

    private final TestServer server;
    private final String secret;

    private TestPhone(TestServer server, String secret) {
        this.server = server;
        this.secret = secret;
    }

    /** The app of a phone that was shown this page. */
    public static TestPhone scan(TestServer server, HttpResponse<String> page) {
        Matcher shown = SECRET.matcher(page.body());
        assertThat(shown.find()).as(page.statusCode() + " " + page.body()).isTrue();
        return new TestPhone(server, shown.group(1).replace(" ", ""));
    }

    /** Sets an authenticator up for whoever is signed in, and waits until another code is shown. */
    public static Enrolled enrol(TestServer server, TestBrowser browser) {
        HttpResponse<String> page = browser.get(SET_UP);
        TestPhone phone = scan(server, page);
        HttpResponse<String> answer = browser.submit(page, SET_UP, Map.of("code", phone.code(), "name", "My phone"));
        List<String> codes = List.of();
        if (answer.statusCode() == 200) {
            codes = recoveryCodes(answer);
            answer = browser.submit(answer, SET_UP + "/done", Map.of());
        }
        assertThat(TestBrowser.location(answer)).isEqualTo("/account/factors?done=totp-added");
        server.clock().advance(STEP.multipliedBy(2));
        return new Enrolled(phone, codes);
    }

    /** What somebody has in hand afterwards; no codes if there were some before. */
    public record Enrolled(TestPhone phone, List<String> recoveryCodes) {}

    public static List<String> recoveryCodes(HttpResponse<String> page) {
        Matcher shown = CODES.matcher(page.body());
        assertThat(shown.find()).as(page.body()).isTrue();
        return List.of(shown.group(1).split("\n"));
    }

    public String secret() {
        return secret;
    }

    /** What the app shows now. */
    public String code() {
        return code(0);
    }

    /** What it showed, or will show, some steps away. */
    public String code(long stepsAway) {
        long step = server.clock().instant().getEpochSecond() / STEP.toSeconds() + stepsAway;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed(), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0x0f) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The secret as the server holds it. */
    public byte[] seed() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder bits = new StringBuilder();
        secret.chars()
                .mapToObj(letter ->
                        Integer.toBinaryString(32 + alphabet.indexOf(letter)).substring(1))
                .forEach(bits::append);
        List<Byte> bytes = new ArrayList<>();
        for (int i = 0; i + Byte.SIZE <= bits.length(); i += Byte.SIZE) {
            bytes.add((byte) Integer.parseInt(bits.substring(i, i + Byte.SIZE), 2));
        }
        byte[] seed = new byte[bytes.size()];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = bytes.get(i);
        }
        return seed;
    }
}
