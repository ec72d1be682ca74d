package io.gatehouse.registration;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.SignedLinks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Signs invitation links and tells genuine ones from forged ones, without asking the database. */
final class InvitationTokens {

    private final SignedLinks links;

    InvitationTokens(Keyring keyring, Clock clock) {
        this.links =
                new SignedLinks(keyring, clock, Purpose.INVITATION_LINK, RegistrationProperties.LONGEST_INVITATION);
    }

    String sign(InvitationToken token, Instant sentAt) {
        return links.sign(sentAt, token.bytes());
    }

    /** The token, if this server signed it; when it stops working is the invitation's own matter. */
    Optional<InvitationToken> read(String text) {
        return links.read(text).map(InvitationToken::of);
    }
}
