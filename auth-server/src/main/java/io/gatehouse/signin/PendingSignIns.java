package io.gatehouse.signin;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import io.gatehouse.web.BrowserCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Keeps people on the way to a session: a row, and a cookie of its own that changes with every factor passed. */
final class PendingSignIns {

    static final String COOKIE = "gatehouse-sign-in";

    private static final String ATTRIBUTE = PendingSignIns.class.getName();
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final JdbcPendingSignIns rows;
    private final BrowserCookies cookies;
    private final Clock clock;

    PendingSignIns(JdbcPendingSignIns rows, BrowserCookies cookies, Clock clock) {
        this.rows = rows;
        this.cookies = cookies;
        this.clock = clock;
    }

    /** Who is on the way in this browser: one statement a request, however often it is asked. */
    Optional<PendingSignIn> current(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Optional<?> known) {
            return known.map(PendingSignIn.class::cast);
        }
        Optional<PendingSignIn> pending = idHash(request).flatMap(hash -> rows.find(hash, clock.instant()));
        request.setAttribute(ATTRIBUTE, pending);
        return pending;
    }

    /** Stores the state under a new cookie; what the browser had before is gone. */
    void store(PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
        String secret = RandomTokens.next();
        idHash(request).ifPresent(hash -> rows.take(hash, clock.instant()));
        rows.insert(RandomTokens.sha256(secret), pending, pending.startedAt().plus(LIFETIME));
        cookies.write(response, COOKIE, secret);
        request.setAttribute(ATTRIBUTE, Optional.of(pending));
    }

    /** Takes the browser's row away. False when another request was faster, and only that one may go on. */
    boolean take(HttpServletRequest request) {
        return idHash(request).map(hash -> rows.take(hash, clock.instant())).orElse(false);
    }

    /** Forgets the browser's row and cookie. */
    void clear(HttpServletRequest request, HttpServletResponse response) {
        if (idHash(request).isPresent()) {
            take(request);
            cookies.clear(response, COOKIE);
        }
        request.setAttribute(ATTRIBUTE, Optional.empty());
    }

    /** Nobody who is on the way into the account arrives. */
    void endAll(AccountId account) {
        rows.endAll(account);
    }

    int purge() {
        return rows.purge(clock.instant());
    }

    private Optional<byte[]> idHash(HttpServletRequest request) {
        return cookies.read(request, COOKIE).map(RandomTokens::sha256);
    }
}
