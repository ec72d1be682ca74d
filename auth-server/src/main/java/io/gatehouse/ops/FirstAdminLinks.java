package io.gatehouse.ops;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.SignedLinks;
import io.gatehouse.shared.GatehouseProperties;
import java.time.Clock;
import java.time.Duration;

/** Signed links to the page that makes the first administrator; good for 30 minutes. */
final class FirstAdminLinks {

    static final String PATH = "/first-admin";
    static final Duration LIFETIME = Duration.ofMinutes(30);

    private final SignedLinks links;
    private final GatehouseProperties server;
    private final Clock clock;

    FirstAdminLinks(Keyring keyring, GatehouseProperties server, Clock clock) {
        this.links = new SignedLinks(keyring, clock, Purpose.FIRST_ADMIN_LINK, LIFETIME);
        this.server = server;
        this.clock = clock;
    }

    String link() {
        return server.url(PATH + "?token=" + links.sign(clock.instant(), new byte[0]));
    }

    boolean valid(String token) {
        return links.read(token).filter(content -> content.length == 0).isPresent();
    }
}
