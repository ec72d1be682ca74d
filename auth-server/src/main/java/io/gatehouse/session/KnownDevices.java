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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that somebody signed in with before. A known one is let through while strangers attack the account, and a new one
 * is told of by mail. Knowing a browser proves nothing about the person: it never replaces a factor.
 */
public final class KnownDevices {

    private static final String COOKIE = "gatehouse-device";
    private static final Duration LIFETIME = Duration.ofDays(400);
    private static final int NAME_BYTES = 12;

    private final JdbcDevices devices;
    private final JdbcNetworks networks;
    private final BrowserCookies cookies;
    private final Duration networkMemory;
    private final Clock clock;

    KnownDevices(
            JdbcDevices devices,
            JdbcNetworks networks,
            BrowserCookies cookies,
            SessionProperties properties,
            Clock clock) {
        this.devices = devices;
        this.networks = networks;
        this.cookies = cookies;
        this.networkMemory = properties.networkMemory();
        this.clock = clock;
    }

    /** How well an account knows a browser. */
    public enum Familiarity {
        /** The first browser ever: nothing to compare with. */
        FIRST,
        KNOWN,
        /** Known, but in a network that the account has not used for long. */
        ELSEWHERE,
        NEW
    }

    /** A name of the browser if the account knows it. Without an account the same query is made, so that the time tells nothing. */
    public Optional<String> name(@Nullable AccountId account, HttpServletRequest request) {
        return hash(request)
                .filter(hash -> devices.knows(hash, account))
                .map(hash -> HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_BYTES)));
    }

    /** Makes the browser known to the account and says what it was before. */
    public Familiarity remember(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        Instant now = clock.instant();
        boolean elsewhere = elsewhere(account, request, now);
        Optional<byte[]> hash = hash(request);
        if (hash.isPresent() && devices.touch(hash.get(), account, now)) {
            return elsewhere ? Familiarity.ELSEWHERE : Familiarity.KNOWN;
        }
        String secret = cookies.read(request, COOKIE).orElseGet(RandomTokens::next);
        boolean others = devices.insert(RandomTokens.sha256(secret), account, now);
        cookies.write(response, COOKIE, secret, LIFETIME);
        return others ? Familiarity.NEW : Familiarity.FIRST;
    }

    int purge() {
        Instant before = clock.instant().minus(LIFETIME);
        return devices.purge(before) + networks.purge(before);
    }

    private boolean elsewhere(AccountId account, HttpServletRequest request, Instant now) {
        return networkMemory.isPositive()
                && networks.note(account, ClientAddress.of(request).area(), now, now.minus(networkMemory));
    }

    private Optional<byte[]> hash(HttpServletRequest request) {
        return cookies.read(request, COOKIE).map(RandomTokens::sha256);
    }
}
