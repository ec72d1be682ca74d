package io.gatehouse.session;

import io.gatehouse.session.JdbcRememberedBrowsers.Origin;
import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Browsers on which a person chose to stay signed in: a token of its own, apart from the session, that changes at each use.
 * Coming back with it is no new proof: the session keeps the time and the factors of the sign-in that it stems from.
 */
public final class RememberedBrowsers {

    private final JdbcRememberedBrowsers rows;
    private final RememberedSessions revivals;
    private final BrowserCookies cookies;
    private final SessionProperties properties;
    private final Surroundings surroundings;

    RememberedBrowsers(
            JdbcRememberedBrowsers rows,
            RememberedSessions revivals,
            BrowserCookies cookies,
            SessionProperties properties,
            Surroundings surroundings) {
        this.rows = rows;
        this.revivals = revivals;
        this.cookies = cookies;
        this.properties = properties;
        this.surroundings = surroundings;
    }

    /** What a use of a token may need besides. */
    record Surroundings(
            Iterable<RememberRule> rules,
            StolenBrowsers stolen,
            TransactionOperations transactions,
            Clock clock,
            LocaleResolver languages) {}

    /** A session that goes on, and the secret of its cookie. */
    record Resumed(SsoSession session, String secret) {}

    /** Whether people may choose to stay signed in. */
    public boolean offered() {
        return properties.rememberFor().isPositive();
    }

    /** Lets the person who has just signed in stay signed in on this browser, whoever was remembered there before. */
    public void remember(SsoSession session, HttpServletRequest request, HttpServletResponse response) {
        forget(request, response);
        if (!offered()) {
            return;
        }
        RememberedToken token = RememberedToken.next();
        Instant now = surroundings.clock().instant();
        rows.insert(token, session, now, now.plus(properties.rememberFor()), origin(request));
        cookies.write(response, RememberedToken.COOKIE, token.text(), properties.rememberFor());
    }

    /** Forgets this browser, if it is remembered. */
    public void forget(HttpServletRequest request, HttpServletResponse response) {
        RememberedToken.read(cookies, request).ifPresent(token -> {
            rows.forget(token.seriesHash());
            cookies.clear(response, RememberedToken.COOKIE);
        });
    }

    boolean mayApply(HttpServletRequest request) {
        return RememberedToken.read(cookies, request).isPresent();
    }

    /** Signs the person of a remembered browser in again, with new cookies. */
    Optional<Resumed> resume(HttpServletRequest request, HttpServletResponse response) {
        RememberedToken shown = RememberedToken.read(cookies, request).orElse(null);
        if (shown == null) {
            return Optional.empty();
        }
        RememberedSessions.Outcome outcome =
                revivals.use(shown, origin(request), series -> admitted(series, request), surroundings.transactions());
        return switch (outcome) {
            case RememberedSessions.Revived revived -> Optional.of(write(revived, request, response));
            case RememberedSessions.Nothing nothing -> Optional.empty();
            case RememberedSessions.Unknown unknown -> {
                cookies.clear(response, RememberedToken.COOKIE);
                yield Optional.empty();
            }
            case RememberedSessions.Stolen(JdbcRememberedBrowsers.Series series) -> {
                surroundings.stolen().stop(series, surroundings.languages().resolveLocale(request));
                cookies.clear(response, RememberedToken.COOKIE);
                yield Optional.empty();
            }
        };
    }

    int purge() {
        return rows.purge(surroundings.clock().instant());
    }

    private boolean admitted(JdbcRememberedBrowsers.Series series, HttpServletRequest request) {
        for (RememberRule rule : surroundings.rules()) {
            if (!rule.admits(series.account(), series.email(), series.amr(), request)) {
                return false;
            }
        }
        return true;
    }

    private Resumed write(
            RememberedSessions.Revived revived, HttpServletRequest request, HttpServletResponse response) {
        RememberedToken.Successor successor = revived.successor();
        Duration left = Duration.between(surroundings.clock().instant(), revived.expiresAt());
        cookies.write(response, RememberedToken.COOKIE, successor.child().text(), left);
        cookies.write(response, BrowserCookies.SESSION, successor.sessionSecret());
        SessionService.adopt(request, revived.session());
        return new Resumed(revived.session(), successor.sessionSecret());
    }

    private static Origin origin(HttpServletRequest request) {
        return new Origin(
                SessionService.userAgent(request), ClientAddress.of(request).text());
    }
}
