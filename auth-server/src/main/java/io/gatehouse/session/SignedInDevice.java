package io.gatehouse.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which a person is signed in, or will be without being asked when they come back.
 *
 * @param sid public name of its session
 * @param userAgent the browser's own description, empty when it gave none
 * @param address from where it was last seen signing in
 * @param amr the factors used (RFC 8176)
 * @param since when the session, or the stay, began
 * @param remembered whether the person chose to stay signed in on it
 */
public record SignedInDevice(
        UUID sid,
        String userAgent,
        @Nullable String address,
        List<String> amr,
        Instant since,
        Instant lastUsedAt,
        boolean remembered) {

    public SignedInDevice {
        amr = List.copyOf(amr);
    }
}
