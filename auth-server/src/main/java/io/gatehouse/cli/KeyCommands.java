package io.gatehouse.cli;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.signingkey.RotationResult;
import io.gatehouse.signingkey.SigningKeyRotation;
import io.gatehouse.signingkey.SigningKeyService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code admin keys …}. */
@Command(
        name = "keys",
        aliases = "key",
        description = "The keys that sign tokens.",
        synopsisSubcommandLabel = "COMMAND")
final class KeyCommands {

    private final House house;
    private final Output output;

    KeyCommands(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Command(name = "list", description = "Show which keys sign.")
    int list() {
        SigningKeyService keys = house.room(SigningKeyService.class);
        output.rows(algorithms(keys).stream()
                .map(algorithm -> row(algorithm, String.valueOf(keys.activeKid(algorithm)), ""))
                .toList());
        return 0;
    }

    @Command(name = "rotate", description = "Let the next keys sign from now on.")
    int rotate(
            @Option(
                            names = "--now",
                            description =
                                    "Even if a next key is so new that others may not know it yet: for stolen keys.")
                    boolean now) {
        SigningKeyService keys = house.room(SigningKeyService.class);
        SigningKeyRotation rotation = house.room(SigningKeyRotation.class);
        List<Map<String, String>> rows = new ArrayList<>();
        boolean all = true;
        for (JWSAlgorithm algorithm : algorithms(keys)) {
            String active = keys.activeKid(algorithm);
            if (active != null) {
                RotationResult result =
                        now ? rotation.rotateAtOnce(algorithm, active) : rotation.rotate(algorithm, active);
                all &= result == RotationResult.ROTATED;
                if (result == RotationResult.ROTATED) {
                    house.room(AuditTrail.class)
                            .record(AuditEntry.of(AuditAction.KEY_ROTATED)
                                    .target("key", active)
                                    .detail("at_once", Boolean.toString(now)));
                }
                rows.add(row(algorithm, active, words(result)));
            }
        }
        output.rows(rows);
        return all ? 0 : 1;
    }

    private static List<JWSAlgorithm> algorithms(SigningKeyService keys) {
        return keys.algorithms().stream()
                .sorted(Comparator.comparing(JWSAlgorithm::getName))
                .toList();
    }

    private static Map<String, String> row(JWSAlgorithm algorithm, String kid, String result) {
        return result.isEmpty()
                ? Output.row("algorithm", algorithm.getName(), "kid", kid)
                : Output.row("algorithm", algorithm.getName(), "kid", kid, "result", result);
    }

    private static String words(RotationResult result) {
        return switch (result) {
            case ROTATED -> "retired, its successor signs";
            case ALREADY_ROTATED -> "was retired by somebody else meanwhile";
            case NEXT_TOO_YOUNG -> "kept, since its successor was published too recently (--now rotates all the same)";
        };
    }
}
