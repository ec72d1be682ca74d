package io.gatehouse.mfa;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import io.gatehouse.web.BrowserCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What goes with a second factor of any feature: not to be asked again in a browser of one's own, and recovery codes for the day
 * on which the factor is lost.
 */
public final class FactorExtras {

    static final String FIRST_CODES = "/account/factors/recovery/first";

    private static final String COOKIE = "gatehouse-first-codes";
    private static final Duration OFFER = Duration.ofMinutes(15);

    private final FactorStore store;
    private final FactorSetups setups;
    private final Browser browser;
    private final AuditTrail audit;
    private final Clock clock;

    FactorExtras(FactorStore store, FactorSetups setups, Browser browser, AuditTrail audit, Clock clock) {
        this.store = store;
        this.setups = setups;
        this.browser = browser;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is kept in the browser. */
    record Browser(TrustedBrowsers trusted, BrowserCookies cookies, MfaProperties properties) {}

    /** For how many days a browser can be trusted; 0 if not at all. */
    public int trustDays() {
        return browser.properties().trustDays();
    }

    /** Trusts this browser, in which the person has just shown a factor and said that it is theirs alone. */
    public void trust(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        if (browser.properties().trusts()) {
            browser.trusted().trust(account, request, response);
            audit.record(AuditAction.BROWSER_TRUSTED, account, Map.of());
        }
    }

    /**
     * Where to go after a factor was added: to their first recovery codes if the person has none, and is signed in.
     *
     * @param next where to go otherwise, and afterwards
     */
    public String offerCodes(AccountId account, String next, HttpServletResponse response) {
        if (next.startsWith("/sign-in") || store.recovery().any(account)) {
            return next;
        }
        browser.cookies().write(response, COOKIE, setups.seal(draft(List.of()), offer(account)), OFFER);
        return FIRST_CODES + "?continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** Whether codes were offered to this person in this browser: they need no other proof for their first ones. */
    boolean offered(AccountId account, HttpServletRequest request) {
        return browser.cookies()
                .read(request, COOKIE)
                .flatMap(field -> setups.open(field, offer(account)))
                .isPresent();
    }

    /** Codes that count as soon as the person says that they have kept them. */
    FactorSetup draft(List<String> codes) {
        return new FactorSetup(
                UuidV7.next(clock),
                new byte[0],
                "",
                FactorSetup.UNCONFIRMED,
                codes,
                clock.instant().plus(OFFER));
    }

    void withdrawOffer(HttpServletResponse response) {
        browser.cookies().clear(response, COOKIE);
    }

    private static SetupOwner offer(AccountId account) {
        return new SetupOwner(account, "", "first codes");
    }
}
