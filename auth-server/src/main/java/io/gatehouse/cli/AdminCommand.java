package io.gatehouse.cli;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.keyring.KeyringFile;
import io.gatehouse.password.PasswordStrengthening;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signingkey.RotationResult;
import io.gatehouse.signingkey.SigningKeyRotation;
import io.gatehouse.signingkey.SigningKeyService;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs {@code admin …}; the usage below lists what. Exit codes: 0 done, 1 not now or not wholly, 2 usage. */
public final class AdminCommand {

    private static final String USAGE = """
            Usage: admin keys list            the signing keys in use
                   admin keys rotate          let the next keys sign from now on
                   admin keys rotate --now    the same even if a next key is so new that others may not know it yet
                   admin remove-factors EMAIL remove all second factors of a person who has lost them
                   admin keyring stage        add keys to the keyring that are understood but not used yet
                   admin keyring promote      use the staged keys; each node reads the keyring when it starts
                   admin keyring rotate       both at once, for a single node
                   admin calibrate-hash [--target 250ms]
                                              measure Argon2id here and propose its parameters
                   admin wrap-hashes          put Argon2id around older password hashes; seal or unseal all of them as
                                              gatehouse.password.pepper says, under the newest key of the keyring
                   admin import FORMAT FILE   people, roles, groups and clients of keycloak, django, csv or gatehouse
                   admin export [FILE]        everything as JSON; both tell their options without arguments or with wrong ones
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
        if (!arguments.isEmpty() && arguments.getFirst().equals("calibrate-hash")) {
            return new PasswordCommands(out).calibrate(arguments.subList(1, arguments.size()));
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("import")) {
            return new TransferCommands(out).importFile(arguments.subList(1, arguments.size()), settings);
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("export")) {
            return new TransferCommands(out).export(arguments.subList(1, arguments.size()), settings);
        }
        ToIntFunction<BeanFactory> command = command(String.join(" ", arguments));
        if (command == null) {
            out.print(USAGE);
            return 2;
        }
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--logging.level.root=error";
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(CommandContext.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(all)) {
            return command.applyAsInt(context);
        } catch (GatehouseException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private @Nullable ToIntFunction<BeanFactory> command(String words) {
        return switch (words) {
            case "keys list" -> beans -> list(beans.getBean(SigningKeyService.class));
            case "keys rotate" -> beans -> rotate(beans, false);
            case "keys rotate --now" -> beans -> rotate(beans, true);
            case "keyring stage" -> beans -> keyring(beans, KeyringFile::stage);
            case "keyring promote" -> beans -> keyring(beans, KeyringFile::promote);
            case "keyring rotate" -> beans -> keyring(beans, KeyringFile::rotate);
            case "wrap-hashes" -> beans -> new PasswordCommands(out).wrap(beans.getBean(PasswordStrengthening.class));
            default -> null;
        };
    }

    private int keyring(BeanFactory beans, Consumer<KeyringFile> change) {
        change.accept(beans.getBean(KeyringFile.class));
        out.println("The keyring is changed. Bring it to every node and restart them one by one.");
        return 0;
    }

    private int list(SigningKeyService keys) {
        algorithms(keys).forEach(algorithm -> out.println(algorithm + " " + keys.activeKid(algorithm)));
        return 0;
    }

    private int rotate(BeanFactory beans, boolean now) {
        SigningKeyService keys = beans.getBean(SigningKeyService.class);
        SigningKeyRotation rotation = beans.getBean(SigningKeyRotation.class);
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
