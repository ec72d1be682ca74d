package io.gatehouse.signin;

import io.gatehouse.session.SsoSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Guards what only the very person may do, such as changing factors: their last proof must be a few minutes old, and made with
 * a second factor if they have one, so that an open laptop or a trusted browser is not enough.
 */
public final class FreshSignIn {

    private final SecondFactors factors;
    private final SignInProperties properties;
    private final Clock clock;

    FreshSignIn(SecondFactors factors, SignInProperties properties, Clock clock) {
        this.factors = factors;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Where the person has to go first, if the session is not fresh enough.
     *
     * @param back the page to return to, a path under {@code /account} or {@code /admin}
     */
    public Optional<String> missing(SsoSession session, String back) {
        boolean strong = session.multiFactor() || !factors.any(session.accountId());
        return recent(session) && strong
                ? Optional.empty()
                : Optional.of("/sign-in?reauth=1&continue=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    /** Whether the session may lead to a page on which a second factor is shown, or set up if the person has none. */
    boolean maySetUpFactor(SsoSession session) {
        return factors.any(session.accountId()) || recent(session);
    }

    private boolean recent(SsoSession session) {
        return session.authTime().plus(properties.freshFor()).isAfter(clock.instant());
    }
}
