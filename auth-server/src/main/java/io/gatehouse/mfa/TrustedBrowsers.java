package io.gatehouse.mfa;

import io.gatehouse.keyring.RandomTokens;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import io.gatehouse.signin.FactorExemption;
import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.Device;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Browsers that people said to be theirs alone, so that the password suffices there for some time. */
final class TrustedBrowsers implements FactorExemption {

    static final String COOKIE = "gatehouse-trusted";

    private final JdbcTrustedBrowsers rows;
    private final BrowserCookies cookies;
    private final MfaProperties properties;
    private final Clock clock;

    TrustedBrowsers(JdbcTrustedBrowsers rows, BrowserCookies cookies, MfaProperties properties, Clock clock) {
        this.rows = rows;
        this.cookies = cookies;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public boolean holds(AccountId account, HttpServletRequest request) {
        return properties.trusts()
                && hash(request)
                        .map(hash -> rows.holds(account, hash, clock.instant()))
                        .orElse(false);
    }

    /** Trusts the browser from now on, always under a new cookie, so that whoever knew the old one knows nothing. */
    void trust(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        Instant now = clock.instant();
        String secret = RandomTokens.next();
        byte[] secretHash = RandomTokens.sha256(secret);
        hash(request).ifPresent(old -> rows.rename(old, secretHash, account));
        TrustedBrowser browser = new TrustedBrowser(
                UuidV7.next(clock), Device.of(request).describe(), now, now.plus(properties.trustFor()));
        rows.insert(browser, account, secretHash);
        cookies.write(response, COOKIE, secret, properties.trustFor());
    }

    private Optional<byte[]> hash(HttpServletRequest request) {
        return cookies.read(request, COOKIE).map(RandomTokens::sha256);
    }
}
