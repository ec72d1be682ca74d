package io.gatehouse.cli;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.signingkey.RotationResult;
import io.gatehouse.signingkey.SigningKeyRotation;
import io.gatehouse.signingkey.SigningKeyService;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs {@code admin …}; the usage below lists what. Exit codes: 0 done, 1 not now, 2 usage. */
public final class AdminCommand {

    private static final String USAGE = """
            Usage: admin keys list            the signing keys in use
                   admin keys rotate          let the next keys sign from now on
                   admin keys rotate --now    the same even if a next key is so new that others may not know it yet
                   admin remove-factors EMAIL remove all second factors of a person who has lost them
            """;

    private final PrintStream out;

    AdminCommand(PrintStream out) {
        this.out = out;
    }

    /** Runs the command and returns the exit code. */
    public static int run(List<String> arguments) {
        return new AdminCommand(System.out).execute(arguments);
    }

    int execute(List<String> arguments, String... settings) {
        if (arguments.size() == 2 && arguments.getFirst().equals("remove-factors")) {
            return new FactorCommands(out).remove(arguments.getLast(), settings);
        }
        boolean list = arguments.equals(List.of("keys", "list"));
        boolean rotate = arguments.equals(List.of("keys", "rotate"));
        boolean rotateNow = arguments.equals(List.of("keys", "rotate", "--now"));
        if (!list && !rotate && !rotateNow) {
            out.print(USAGE);
            return 2;
        }
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--logging.level.root=error";
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(CommandContext.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(all)) {
            SigningKeyService keys = context.getBean(SigningKeyService.class);
            return list ? list(keys) : rotate(keys, context.getBean(SigningKeyRotation.class), rotateNow);
        }
    }

    private int list(SigningKeyService keys) {
        algorithms(keys).forEach(algorithm -> out.println(algorithm + " " + keys.activeKid(algorithm)));
        return 0;
    }

    private int rotate(SigningKeyService keys, SigningKeyRotation rotation, boolean now) {
        boolean all = true;
        for (JWSAlgorithm algorithm : algorithms(keys)) {
            String active = keys.activeKid(algorithm);
            if (active == null) {
                continue;
            }
            RotationResult result = now ? rotation.rotateAtOnce(algorithm, active) : rotation.rotate(algorithm, active);
            all &= result == RotationResult.ROTATED;
            out.println(algorithm + " " + active + ": " + words(result));
        }
        return all ? 0 : 1;
    }

    private static List<JWSAlgorithm> algorithms(SigningKeyService keys) {
        return keys.algorithms().stream()
                .sorted(Comparator.comparing(JWSAlgorithm::getName))
                .toList();
    }

    private static String words(RotationResult result) {
        return switch (result) {
            case ROTATED -> "retired, its successor signs";
            case ALREADY_ROTATED -> "was retired by somebody else meanwhile";
            case NEXT_TOO_YOUNG -> "kept, since its successor was published too recently (--now rotates all the same)";
        };
    }
}
