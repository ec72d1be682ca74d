package io.gatehouse.cli;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditCheckpoint;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditKeys;
import io.gatehouse.audit.AuditProof;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.audit.AuditVerification;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code admin audit …}. Exit codes: 0 all is well, 1 the trail was tampered with, 2 it could not be found out. */
@Command(name = "audit", description = "Verify, export and sign the audit trail.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommands {

    private static final int TAMPERED = 1;
    private static final int UNUSABLE = 2;

    private final House house;
    private final Output output;

    AuditCommands(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Command(name = "verify", description = "Verify the trail in the database, or an exported one without any server.")
    int verify(
            @Option(names = "--file", description = "An exported trail; takes --key.") @Nullable Path file,
            @Option(names = "--key", description = "What 'audit public-key' printed.") @Nullable Path key,
            @Option(names = "--checkpoint", description = "A checkpoint that was kept elsewhere.") @Nullable
                    Path checkpoint) {
        return found(() -> {
            String keys = key == null ? null : Files.readString(key);
            AuditCheckpoint known = checkpoint == null ? null : AuditCheckpoint.parse(Files.readString(checkpoint));
            if (file == null) {
                return report(house.room(AuditProof.class).verify(keys, known));
            }
            if (keys == null) {
                throw new GatehouseException(
                        ErrorCode.INVALID_REQUEST,
                        "Verifying a file takes the public key that 'admin audit public-key' printed: --key FILE.");
            }
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                return report(AuditProof.verifyExport(lines, keys, known));
            }
        });
    }

    @Command(name = "export", description = "Write the trail as NDJSON.")
    int export() {
        return found(() -> {
            long events = house.room(AuditProof.class).export(output.writer());
            output.writer().flush();
            house.room(AuditTrail.class)
                    .record(AuditEntry.of(AuditAction.AUDIT_EXPORTED).detail("events", Long.toString(events)));
            return output.writer().checkError() ? UNUSABLE : 0;
        });
    }

    @Command(name = "public-key", description = "The keys that sign checkpoints, to be kept elsewhere.")
    int publicKey() {
        return found(() -> {
            house.room(AuditProof.class).checkpoint();
            output.writer().println(house.room(AuditKeys.class).publicKeys());
            return 0;
        });
    }

    @Command(name = "checkpoint", description = "Sign the end of the trail and print it, to be kept elsewhere.")
    int checkpoint() {
        return found(() -> {
            AuditCheckpoint checkpoint = house.room(AuditProof.class).checkpoint();
            if (checkpoint == null) {
                throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no event yet.");
            }
            output.writer().println(checkpoint.toJson());
            return 0;
        });
    }

    @Command(name = "rotate-key", description = "Let a new key sign from now on.")
    int rotateKey() {
        return found(() -> {
            String kid = house.room(AuditKeys.class).rotate();
            house.room(AuditTrail.class)
                    .record(AuditEntry.of(AuditAction.AUDIT_KEY_ROTATED).target("key", kid));
            output.result(
                    "Checkpoints are signed with " + kid + " from now on. Earlier keys still verify.",
                    Map.of("kid", kid));
            return 0;
        });
    }

    private int report(AuditVerification result) {
        result.findings().forEach(finding -> output.say(finding.toString()));
        if (result.problems() > result.findings().size()) {
            output.say("… and " + (result.problems() - result.findings().size()) + " more.");
        }
        output.say(result.events() + " events and " + result.checkpoints() + " checkpoints verified, up to position "
                + result.lastPosition() + "; " + result.open() + " of them behind the newest checkpoint"
                + (result.closedAt() == null ? "" : " of " + result.closedAt())
                + (result.waiting() == 0 ? "" : ", " + result.waiting() + " more not sealed yet") + ".");
        output.result(
                result.intact()
                        ? "Nothing was changed, removed or put in another order."
                        : result.problems() + " thing(s) are wrong: see above.",
                facts(result));
        return result.intact() ? 0 : TAMPERED;
    }

    private static Map<String, Object> facts(AuditVerification result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("intact", result.intact());
        facts.put("events", result.events());
        facts.put("checkpoints", result.checkpoints());
        facts.put("last_position", result.lastPosition());
        facts.put("behind_newest_checkpoint", result.open());
        facts.put("not_sealed_yet", result.waiting());
        facts.put("problems", result.problems());
        facts.put("findings", result.findings().stream().map(Object::toString).toList());
        return facts;
    }

    /** What keeps a question from being answered must not look like a good or a bad answer. */
    private int found(Question question) {
        try {
            return question.ask();
        } catch (GatehouseException e) {
            output.refusal(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            output.refusal("A file cannot be read or written: " + e.getMessage());
        }
        return UNUSABLE;
    }

    /** Work that reads or writes files. */
    private interface Question {
        int ask() throws IOException;
    }
}
