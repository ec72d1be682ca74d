package io.gatehouse.session;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.session.JdbcRememberedBrowsers.Origin;
import io.gatehouse.session.JdbcRememberedBrowsers.Series;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.transaction.support.TransactionOperations;

/** Turns the token of a remembered browser into a session, once, and tells a stolen one. */
final class RememberedSessions {

    /** How long the parent of the present secret still counts: requests that left together, or an answer that was lost. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private final JdbcRememberedBrowsers browsers;
    private final JdbcSessions sessions;
    private final SessionProperties properties;
    private final Keyring keyring;
    private final Clock clock;

    RememberedSessions(
            JdbcRememberedBrowsers browsers,
            JdbcSessions sessions,
            SessionProperties properties,
            Keyring keyring,
            Clock clock) {
        this.browsers = browsers;
        this.sessions = sessions;
        this.properties = properties;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** What a token led to. */
    sealed interface Outcome {}

    /** The person is signed in. */
    record Revived(SsoSession session, RememberedToken.Successor successor, Instant expiresAt) implements Outcome {}

    /** The token is genuine, but there is nothing to sign in now. */
    record Nothing() implements Outcome {}

    /** Nobody knows the series: over, forgotten, or made up. */
    record Unknown() implements Outcome {}

    /** The series is known, the secret is not the one that the browser was given last. */
    record Stolen(Series series) implements Outcome {}

    Outcome use(RememberedToken shown, Origin origin, Predicate<Series> rule, TransactionOperations transactions) {
        Instant now = clock.instant();
        Series series = browsers.find(shown.seriesHash(), now).orElse(null);
        if (series == null) {
            return new Unknown();
        }
        if (!MessageDigest.isEqual(series.tokenHash(), shown.hash())) {
            return again(shown, series, now);
        }
        if (!rule.test(series)) {
            return new Nothing();
        }
        RememberedToken.Successor successor = shown.successors(keyring).getFirst();
        Boolean won = transactions.execute(status -> begin(shown, series, successor, now, origin));
        if (Boolean.TRUE.equals(won)) {
            return found(successor, series.expiresAt(), now);
        }
        // a parallel request was faster: it made the very session that this one would have made
        return browsers.find(shown.seriesHash(), now)
                .map(rotated -> again(shown, rotated, now))
                .orElseGet(Unknown::new);
    }

    private boolean begin(
            RememberedToken shown, Series series, RememberedToken.Successor successor, Instant now, Origin origin) {
        if (!browsers.rotate(shown, successor.child().hash(), now, origin)) {
            return false;
        }
        Instant idleSince = now.minus(properties.idle());
        if (sessions.resume(series.sid(), successor.sessionHash(), series.account(), now, idleSince)) {
            return true;
        }
        UUID sid = UUID.randomUUID();
        // auth_time and amr stay what they were: coming back proves nothing new (OpenID Connect Core 2)
        JdbcSessions.Start start = new JdbcSessions.Start(
                successor.sessionHash(),
                series.account(),
                series.amr(),
                series.authTime(),
                now,
                now.plus(properties.lifetime()),
                origin.userAgent(),
                origin.address(),
                null);
        if (!sessions.insert(sid, start)) {
            throw new IllegalStateException("The account may not sign in: " + series.account());
        }
        browsers.follow(shown.seriesHash(), sid);
        return true;
    }

    private Outcome again(RememberedToken shown, Series series, Instant now) {
        if (!withinGrace(shown, series, now)) {
            return new Stolen(series);
        }
        Optional<RememberedToken.Successor> successor = shown.successors(keyring).stream()
                .filter(candidate -> MessageDigest.isEqual(candidate.child().hash(), series.tokenHash()))
                .findFirst();
        return successor.map(known -> found(known, series.expiresAt(), now)).orElseGet(Nothing::new);
    }

    private static boolean withinGrace(RememberedToken shown, Series series, Instant now) {
        byte[] previous = series.previousHash();
        Instant rotatedAt = series.rotatedAt();
        return previous != null
                && rotatedAt != null
                && MessageDigest.isEqual(previous, shown.hash())
                && rotatedAt.plus(GRACE).isAfter(now);
    }

    private Outcome found(RememberedToken.Successor successor, Instant expiresAt, Instant now) {
        return sessions.find(successor.sessionHash(), now, now.minus(properties.idle()))
                .<Outcome>map(row -> new Revived(row.session(), successor, expiresAt))
                .orElseGet(Nothing::new);
    }
}
