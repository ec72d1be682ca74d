package io.gatehouse.registration;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.SignedLinks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs activation links and tells genuine ones from forged and expired ones, without asking the database. */
final class ActivationTokens {

    private final SignedLinks links;

    ActivationTokens(Keyring keyring, Clock clock, Duration lifetime) {
        this.links = new SignedLinks(keyring, clock, Purpose.ACTIVATION_LINK, lifetime);
    }

    String sign(ActivationToken token) {
        return links.sign(token.issuedAt(), token.bytes());
    }

    /** The token, if this server signed it not too long ago. */
    Optional<ActivationToken> read(String text) {
        return links.read(text).map(ActivationToken::of);
    }
}
