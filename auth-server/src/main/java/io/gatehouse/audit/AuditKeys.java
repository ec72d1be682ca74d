package io.gatehouse.audit;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key that signs checkpoints and those that did. A new key is introduced by a signature of the one before, so that whoever
 * knows one key can follow; a key that the keyring does not vouch for is none of ours, whoever wrote it into the table.
 */
public final class AuditKeys {

    private final JdbcAuditKeys table;
    private final Keyring keyring;
    private final TransactionOperations transactions;
    private final Clock clock;

    AuditKeys(JdbcAuditKeys table, Keyring keyring, TransactionOperations transactions, Clock clock) {
        this.table = table;
        this.keyring = keyring;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A signer with the key in use, made now if there is none. */
    Signer signer() {
        JdbcAuditKeys.Row row = active();
        if (row == null) {
            table.insert(make(null), clock.instant());
            row = active();
        }
        if (row == null) {
            throw new IllegalStateException("The audit trail has no signing key");
        }
        return open(row);
    }

    /** Lets a new key sign from now on; the private half of the old one is destroyed. Returns the new key's id. */
    public String rotate() {
        String kid = transactions.execute(status -> {
            Signer old = signer();
            JdbcAuditKeys.Row next = make(old);
            if (!table.retire(old.kid(), clock.instant()) || !table.insert(next, clock.instant())) {
                throw new GatehouseException(
                        ErrorCode.INVALID_REQUEST,
                        "Somebody else replaced the key of the audit trail meanwhile.",
                        null);
            }
            return next.entry().kid();
        });
        return kid == null ? "" : kid;
    }

    /** All public keys as a JSON Web Key Set (RFC 7517 section 5), the oldest first. */
    public String publicKeys() {
        return JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of(
                        "keys", trusted().stream().map(PublicKeyEntry::jwk).toList()));
    }

    /** The public keys for which the keyring vouches. */
    List<PublicKeyEntry> trusted() {
        return table.all().stream()
                .filter(this::ours)
                .map(JdbcAuditKeys.Row::entry)
                .toList();
    }

    private boolean ours(JdbcAuditKeys.Row row) {
        return keyring.verifyMac(Purpose.AUDIT_SIGNING_KEY, row.mac(), macInput(row.entry()));
    }

    private static byte[] macInput(PublicKeyEntry entry) {
        return PublicKeyEntry.introductionBytes(entry.kid(), entry.publicKey());
    }

    private JdbcAuditKeys.@Nullable Row active() {
        return table.all().stream()
                .filter(row -> row.active() && ours(row))
                .findFirst()
                .orElse(null);
    }

    private JdbcAuditKeys.Row make(@Nullable Signer before) {
        Ed25519.Pair pair = Ed25519.generate();
        String kid = Ed25519.thumbprint(pair.publicKey());
        byte[] introduced = PublicKeyEntry.introductionBytes(kid, pair.publicKey());
        PublicKeyEntry entry = new PublicKeyEntry(
                kid,
                pair.publicKey(),
                before == null ? null : before.kid(),
                before == null ? null : before.sign(introduced));
        return new JdbcAuditKeys.Row(
                entry,
                keyring.encrypt(Purpose.AUDIT_SIGNING_KEY, pair.privateKey(), kid),
                true,
                keyring.mac(Purpose.AUDIT_SIGNING_KEY, introduced));
    }

    private Signer open(JdbcAuditKeys.Row row) {
        String kid = row.entry().kid();
        return new Signer(kid, keyring.decrypt(Purpose.AUDIT_SIGNING_KEY, row.privateKey(), kid));
    }

    /** Signs with one key. */
    record Signer(String kid, byte[] privateKey) {

        byte[] sign(byte[] message) {
            return Ed25519.sign(privateKey, message);
        }

        AuditCheckpoint sign(AuditCheckpoint unsigned) {
            return unsigned.withSignature(sign(unsigned.signedBytes()));
        }

        @Override
        public String toString() {
            return "Signer[" + kid + "]";
        }
    }
}
