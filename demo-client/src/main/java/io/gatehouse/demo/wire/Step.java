package io.gatehouse.demo.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a flow as a visitor sees it: why it happens, what was sent, what came back. All values are masked.
 *
 * @param failure why there is no answer, if there is none
 */
public record Step(
        Instant at,
        String title,
        String why,
        @Nullable Sent sent,
        @Nullable Received received,
        List<DecodedToken> tokens,
        List<Check> checks,
        @Nullable String failure) {

    /** A request; {@code by} says who sent it. */
    public record Sent(
            String by,
            String method,
            String url,
            List<Field> query,
            List<Field> headers,
            List<Field> form,
            String body) {}

    /** A response. */
    public record Received(int status, List<Field> headers, String body) {}

    /** A step of the browser: a redirect that left this app or came back to it. */
    public static Step browser(Instant at, String title, String why, String method, String url) {
        Sent sent =
                new Sent("Browser", method, Masking.withoutQuery(url), Masking.query(url), List.of(), List.of(), "");
        return new Step(at, title, why, sent, null, List.of(), List.of(), null);
    }

    /** A step inside this app. */
    public static Step checking(Instant at, String title, String why, List<Check> checks) {
        return new Step(at, title, why, null, null, List.of(), List.copyOf(checks), null);
    }
}
