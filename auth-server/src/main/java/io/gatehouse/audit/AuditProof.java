package io.gatehouse.audit;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verifies the trail, in the database or in an exported file, exports it, and makes checkpoints on demand. */
public final class AuditProof {

    private final JdbcChain chain;
    private final EventCodec codec;
    private final AuditKeys keys;
    private final AuditSealer sealer;
    private final Extras extras;

    AuditProof(JdbcChain chain, EventCodec codec, AuditKeys keys, AuditSealer sealer, Extras extras) {
        this.chain = chain;
        this.codec = codec;
        this.keys = keys;
        this.sealer = sealer;
        this.extras = extras;
    }

    /** What else it takes. */
    record Extras(CheckpointFile file, PlatformTransactionManager transactions) {

        /** Everything is read from one snapshot, so that a server at work does not disturb. */
        TransactionTemplate snapshot() {
            TransactionTemplate template = new TransactionTemplate(transactions);
            template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            template.setReadOnly(true);
            return template;
        }
    }

    /**
     * Verifies the database's trail.
     *
     * @param trustedKeys public keys as {@link AuditKeys#publicKeys} tells them, kept elsewhere; null trusts the keyring
     * @param known a checkpoint kept elsewhere; null takes the one in the data folder, if there is one
     */
    public AuditVerification verify(@Nullable String trustedKeys, @Nullable AuditCheckpoint known) {
        AuditVerification result = extras.snapshot().execute(status -> {
            List<PublicKeyEntry> own = keys.trusted();
            List<PublicKeyEntry> trusted = trustedKeys == null ? own : parse(trustedKeys);
            TrailVerifier verifier = new TrailVerifier(
                    trusted, codec, known == null ? extras.file().read() : known);
            TrailReader reader = new TrailReader(chain);
            reader.show(own, verifier);
            reader.strays(verifier::add);
            return verifier.result(chain.queueLength());
        });
        if (result == null) {
            throw new IllegalStateException("The trail was not read");
        }
        return result;
    }

    /** Verifies an exported trail with public keys alone; needs neither database nor keyring. */
    public static AuditVerification verifyExport(
            BufferedReader lines, String trustedKeys, @Nullable AuditCheckpoint known) throws IOException {
        TrailVerifier verifier = new TrailVerifier(parse(trustedKeys), null, known);
        TrailFile.show(lines, verifier, verifier::add);
        return verifier.result(0);
    }

    /** Writes all that has its place as NDJSON and says how many events there were. Personal fields stay encrypted. */
    public long export(Writer out) {
        Long events = extras.snapshot().execute(status -> {
            TrailWriter writer = new TrailWriter(out);
            new TrailReader(chain).show(keys.trusted(), writer);
            return writer.events();
        });
        return events == null ? 0 : events;
    }

    /** Seals what waits, signs the end of the chain, and returns the newest checkpoint; null while there is no event. */
    public @Nullable AuditCheckpoint checkpoint() {
        sealer.run();
        sealer.close(true);
        return chain.lastCheckpoint();
    }

    private static List<PublicKeyEntry> parse(String jwks) {
        try {
            JsonNode root = JsonMapper.shared().readTree(jwks);
            List<PublicKeyEntry> entries = new ArrayList<>();
            if (root.path("keys").isArray()) {
                root.path("keys").forEach(key -> entries.add(PublicKeyEntry.of(key)));
            } else {
                entries.add(PublicKeyEntry.of(root));
            }
            return entries;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST, "This is no key as 'audit public-key' prints it.", e);
        }
    }
}
