package io.gatehouse.passkey;

import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.UuidV7;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The passkeys that people have: adds, lists, renames and removes them. */
public final class PasskeyService {

    /** What one account may have. */
    static final int MOST = 25;

    private static final SecureRandom RANDOM = new SecureRandom();
    /** The length that WebAuthn section 14.6.1 recommends. */
    private static final int HANDLE_BYTES = 64;

    private final JdbcPasskeys passkeys;
    private final RelyingParty relyingParty;
    private final PasskeyOptions options;
    private final Challenges challenges;
    private final PasskeyJournal journal;
    private final Clock clock;

    PasskeyService(JdbcPasskeys passkeys, Ceremony ceremony, PasskeyJournal journal, Clock clock) {
        this.passkeys = passkeys;
        this.relyingParty = ceremony.relyingParty();
        this.options = ceremony.options();
        this.challenges = ceremony.challenges();
        this.journal = journal;
        this.clock = clock;
    }

    /** The parts of a WebAuthn ceremony: what to ask, with which challenge, and how to check the answer. */
    record Ceremony(RelyingParty relyingParty, PasskeyOptions options, Challenges challenges) {}

    /** Whether the account has one. */
    public boolean any(AccountId account) {
        return passkeys.any(account);
    }

    /** How many people have one; costs a look at all of them. */
    public long people() {
        return passkeys.people();
    }

    /** All of an account, the oldest first. */
    public List<Passkey> list(AccountId account) {
        return passkeys.of(account).stream().map(Credential::passkey).toList();
    }

    /** What the browser needs to make a passkey for this person. */
    Map<String, Object> creationOptions(PasskeyOwner owner, HttpServletRequest req, HttpServletResponse res) {
        byte[] proposed = new byte[HANDLE_BYTES];
        RANDOM.nextBytes(proposed);
        byte[] handle = passkeys.handle(owner.account(), proposed);
        byte[] challenge = challenges.issue(Challenges.Use.ENROL, owner.account(), req, res);
        return options.creation(challenge, owner, handle, passkeys.of(owner.account()));
    }

    /** Adds what the browser made. Nothing if any check fails, or if a passkey of that id is known already. */
    Optional<Passkey> add(PasskeyOwner owner, String json, PasskeyLabel label, HttpServletRequest req) {
        Optional<Passkey> added = relyingParty
                .readCreation(json)
                .filter(read -> challenges.redeem(read.challenge(), Challenges.Use.ENROL, owner.account(), req))
                .filter(relyingParty::genuine)
                .flatMap(genuine -> store(owner, genuine, label));
        if (added.isEmpty()) {
            journal.refused(owner.account());
        }
        return added;
    }

    /** False if the person has no such passkey. */
    boolean rename(PasskeyOwner owner, UUID id, PasskeyLabel label) {
        String name = label.name();
        return journal.renamed(owner, name, () -> passkeys.rename(id, owner.account(), name));
    }

    /** False if the person has no such passkey. */
    boolean remove(PasskeyOwner owner, UUID id) {
        return journal.removed(owner, () -> passkeys.delete(id, owner.account()));
    }

    private Optional<Passkey> store(PasskeyOwner owner, Creation creation, PasskeyLabel label) {
        AuthenticatorData<?> authenticator = creation.authenticator();
        Passkey passkey = new Passkey(
                UuidV7.next(clock),
                owner.account(),
                label.name(creation.aaguid()),
                creation.aaguid(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS(),
                clock.instant(),
                null);
        Credential credential = new Credential(
                passkey,
                creation.attested().getCredentialId(),
                relyingParty.encode(creation.attested()),
                new byte[0],
                authenticator.getSignCount(),
                creation.transports());
        boolean stored = journal.added(owner, passkey, () -> passkeys.insert(credential, MOST));
        return stored ? Optional.of(passkey) : Optional.empty();
    }
}
