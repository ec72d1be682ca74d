package io.gatehouse.mfa;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import java.util.Map;

/** Takes over authenticator apps that people set up with another system, so that they go on with the one they have. */
public final class KnownAuthenticators {

    /** RFC 4226 section 4, R6 asks for 128 bits; many systems in use have 80. */
    private static final int LEAST_BYTES = 10;

    private static final int MOST_BYTES = 64;

    private final FactorStore store;
    private final AuditTrail audit;

    KnownAuthenticators(FactorStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    /** Whether a seed has a length that an authenticator of 6 digits and 30 seconds can have. */
    public static boolean usable(byte[] seed) {
        return seed.length >= LEAST_BYTES && seed.length <= MOST_BYTES;
    }

    /** Adds one, in the caller's transaction. False when the person has it already, or as many as they may have. */
    public boolean add(AccountId account, String name, byte[] seed) {
        if (!usable(seed)) {
            throw new IllegalArgumentException("A seed must have " + LEAST_BYTES + " to " + MOST_BYTES + " bytes.");
        }
        boolean added = store.authenticators().addKnown(account, name, seed);
        if (added) {
            audit.record(AuditAction.TOTP_ADDED, account, Map.of("name", name, "by", "import"));
        }
        return added;
    }
}
