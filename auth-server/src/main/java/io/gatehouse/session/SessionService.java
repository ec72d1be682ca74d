package io.gatehouse.session;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** Starts, finds and ends single sign-on sessions. The browser holds 256 random bits, the database their hash. */
public final class SessionService {

    static final String ATTRIBUTE = SessionService.class.getName() + ".current";
    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);
    private static final int LONGEST_USER_AGENT = 255;

    private final JdbcSessions sessions;
    private final BrowserCookies cookies;
    private final SessionProperties properties;
    private final Clock clock;
    private final Endings endings;

    SessionService(
            JdbcSessions sessions, BrowserCookies cookies, SessionProperties properties, Clock clock, Endings endings) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.properties = properties;
        this.clock = clock;
        this.endings = endings;
    }

    /** What it takes to end sessions so that nobody misses it. */
    record Endings(
            TransactionOperations transactions, ApplicationEventPublisher events, JdbcRememberedBrowsers remembered) {

        int publish(Supplier<List<UUID>> change) {
            Integer count = transactions.execute(status -> {
                List<UUID> ended = change.get();
                if (!ended.isEmpty()) {
                    remembered.forget(ended);
                }
                ended.forEach(sid -> events.publishEvent(new SessionEnded(sid)));
                return ended.size();
            });
            return count == null ? 0 : count;
        }
    }

    /**
     * Signs the browser in, always under a new cookie, so that whoever knew the old one knows nothing. If the browser's
     * session already belongs to this account, it goes on with its sid and a new authentication time; anybody else's
     * session in this browser ends.
     */
    public SsoSession start(AccountId account, List<String> amr, HttpServletRequest req, HttpServletResponse res) {
        Instant now = clock.instant();
        String secret = RandomTokens.next();
        JdbcSessions.Start start = new JdbcSessions.Start(
                RandomTokens.sha256(secret),
                account,
                amr,
                now,
                now,
                now.plus(properties.lifetime()),
                userAgent(req),
                ClientAddress.of(req).text(),
                null);
        endings.publish(() -> begin(start, req));
        return begun(start, secret, req, res);
    }

    private SsoSession begun(JdbcSessions.Start start, String secret, HttpServletRequest req, HttpServletResponse res) {
        SsoSession session = sessions.find(
                        start.idHash(), start.now(), start.now().minus(properties.idle()))
                .map(JdbcSessions.Found::session)
                .orElseThrow(() -> inactive(start.account()));
        cookies.write(res, BrowserCookies.SESSION, secret);
        req.setAttribute(ATTRIBUTE, Optional.of(session));
        return session;
    }

    /**
     * Lets an administrator act as somebody else in this browser for a while. Their own session here ends, so that nothing is
     * ever mixed up; the new one names them, claims no factor of the person, and is never prolonged nor remembered. Nothing
     * happens when the person may not sign in or asked to be deleted.
     */
    public Optional<SsoSession> actAs(
            Acting acting, Duration lifetime, HttpServletRequest req, HttpServletResponse res) {
        Instant now = clock.instant();
        String secret = RandomTokens.next();
        JdbcSessions.Start start = new JdbcSessions.Start(
                RandomTokens.sha256(secret),
                acting.person(),
                List.of(),
                now,
                now,
                now.plus(lifetime),
                userAgent(req),
                ClientAddress.of(req).text(),
                acting.admin());
        if (!sessions.insert(UUID.randomUUID(), start)) {
            return Optional.empty();
        }
        endCurrent(req, res);
        return Optional.of(begun(start, secret, req, res));
    }

    /** Who acts as whom in a session, live or over; nothing for a session of the person's own. */
    public Optional<Acting> acting(UUID sid) {
        return sessions.acting(sid);
    }

    /** The browser's live session: one statement a request, however often it is asked. */
    public Optional<SsoSession> current(HttpServletRequest req) {
        if (req.getAttribute(ATTRIBUTE) instanceof Optional<?> known) {
            return known.map(SsoSession.class::cast);
        }
        Optional<SsoSession> session = idHash(req).flatMap(this::load);
        req.setAttribute(ATTRIBUTE, session);
        return session;
    }

    /** Ends one session. False when it was over already. */
    public boolean end(UUID sid) {
        return endings.publish(() -> sessions.end(sid, clock.instant())) > 0;
    }

    /** Ends the session of this browser, if it has one, and takes its cookie away. */
    public void endCurrent(HttpServletRequest req, HttpServletResponse res) {
        RememberedToken.read(cookies, req).ifPresent(token -> {
            endings.remembered().forget(token.seriesHash());
            cookies.clear(res, RememberedToken.COOKIE);
        });
        idHash(req).ifPresent(hash -> endings.publish(() -> sessions.end(hash, clock.instant())));
        cookies.clear(res, BrowserCookies.SESSION);
        req.setAttribute(ATTRIBUTE, Optional.empty());
    }

    /** Ends all sessions of an account and says how many there were. No browser stays remembered. */
    public int endAll(AccountId account) {
        return endings.publish(() -> {
            // first, so that no session can begin from one behind our back
            endings.remembered().forgetAll(account);
            return sessions.endAll(account, clock.instant());
        });
    }

    /** How many sessions are live, a hundred thousand at most. */
    public int live() {
        Instant now = clock.instant();
        return sessions.live(now, now.minus(properties.idle()));
    }

    /** Where an account is signed in, the latest first, at most a hundred. */
    public List<SignedInDevice> devices(AccountId account) {
        Instant now = clock.instant();
        return sessions.devices(account, now, now.minus(properties.idle()));
    }

    /** Ends an account's own session and forgets its browser. False when there was nothing to end, or it is another's. */
    public boolean end(AccountId account, UUID sid) {
        Boolean ended = endings.transactions().execute(status -> {
            boolean remembered = endings.remembered().forget(account, sid);
            return endings.publish(() -> sessions.end(sid, account, clock.instant())) > 0 || remembered;
        });
        return Boolean.TRUE.equals(ended);
    }

    /** Ends all sessions of an account but this one and says how many there were. */
    public int endOthers(AccountId account, UUID kept) {
        return endings.publish(() -> {
            endings.remembered().forgetOthers(account, kept);
            return sessions.endOthers(account, kept, clock.instant());
        });
    }

    /**
     * Gives this browser's session a new cookie and leaves everything else as it is, so that whoever knew the old cookie
     * knows nothing.
     */
    public void renewCookie(HttpServletRequest req, HttpServletResponse res) {
        String secret = RandomTokens.next();
        boolean renewed = idHash(req)
                .map(hash -> sessions.rename(hash, RandomTokens.sha256(secret)))
                .orElse(false);
        if (renewed) {
            cookies.write(res, BrowserCookies.SESSION, secret);
        }
    }

    /** From here on the request belongs to this session. */
    static void adopt(HttpServletRequest req, SsoSession session) {
        req.setAttribute(ATTRIBUTE, Optional.of(session));
    }

    int purge() {
        return sessions.purge(clock.instant().minus(properties.keep()));
    }

    private List<UUID> begin(JdbcSessions.Start start, HttpServletRequest req) {
        Optional<byte[]> previous = idHash(req);
        Instant idleSince = start.now().minus(properties.idle());
        if (previous.isPresent() && sessions.renew(previous.get(), start, idleSince)) {
            return List.of();
        }
        List<UUID> ended = previous.map(hash -> sessions.end(hash, start.now())).orElseGet(List::of);
        if (!sessions.insert(UUID.randomUUID(), start)) {
            throw inactive(start.account());
        }
        return ended;
    }

    private static IllegalStateException inactive(AccountId account) {
        return new IllegalStateException("The account may not sign in: " + account);
    }

    private Optional<SsoSession> load(byte[] idHash) {
        Instant now = clock.instant();
        Optional<JdbcSessions.Found> found = sessions.find(idHash, now, now.minus(properties.idle()));
        found.filter(row -> row.lastUsedAt().isBefore(now.minus(TOUCH_INTERVAL)))
                .ifPresent(row -> sessions.touch(idHash, row.lastUsedAt(), now));
        return found.map(JdbcSessions.Found::session);
    }

    private Optional<byte[]> idHash(HttpServletRequest req) {
        return cookies.read(req, BrowserCookies.SESSION).map(RandomTokens::sha256);
    }

    static String userAgent(HttpServletRequest req) {
        String header = req.getHeader("User-Agent");
        if (header == null) {
            return "";
        }
        String clean = header.replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(clean.length(), LONGEST_USER_AGENT));
    }
}
