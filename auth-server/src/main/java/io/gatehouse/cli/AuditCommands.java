package io.gatehouse.cli;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditCheckpoint;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditKeys;
import io.gatehouse.audit.AuditProof;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.audit.AuditVerification;
import io.gatehouse.shared.GatehouseException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs {@code admin audit …}. Exit codes: 0 all is well, 1 the trail was tampered with, 2 it could not be found out. */
final class AuditCommands {

    private static final int TAMPERED = 1;
    private static final int UNUSABLE = 2;

    private static final String USAGE = """
            Usage: admin audit verify [--key FILE] [--checkpoint FILE]
                                              verify the trail in the database
                   admin audit verify --file FILE --key FILE [--checkpoint FILE]
                                              verify an exported trail, without database and keyring
                   admin audit export         write the trail as NDJSON
                   admin audit public-key     the keys that sign checkpoints, to be kept elsewhere
                   admin audit checkpoint     sign the end of the trail and print it, to be kept elsewhere
                   admin audit rotate-key     let a new key sign from now on
            """;

    private final PrintStream out;

    AuditCommands(PrintStream out) {
        this.out = out;
    }

    int run(List<String> arguments, String... settings) {
        try {
            return execute(arguments, settings);
        } catch (GatehouseException e) {
            out.println(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            out.println("A file cannot be read or written: " + e.getMessage());
        }
        return UNUSABLE;
    }

    private int execute(List<String> arguments, String... settings) throws IOException {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        if (command.equals("verify")) {
            return verify(arguments.subList(1, arguments.size()), settings);
        }
        ToIntFunction<BeanFactory> action = arguments.size() == 1 ? action(command) : null;
        return action == null ? usage() : withBeans(action, settings);
    }

    private @Nullable ToIntFunction<BeanFactory> action(String command) {
        return switch (command) {
            case "export" -> this::export;
            case "public-key" -> this::publicKey;
            case "checkpoint" -> this::checkpoint;
            case "rotate-key" -> this::rotateKey;
            default -> null;
        };
    }

    private int usage() {
        out.print(USAGE);
        return UNUSABLE;
    }

    private int verify(List<String> words, String... settings) throws IOException {
        Map<String, String> options = options(words);
        if (options == null) {
            return usage();
        }
        String key = content(options.get("--key"));
        String kept = content(options.get("--checkpoint"));
        AuditCheckpoint known = kept == null ? null : AuditCheckpoint.parse(kept);
        String file = options.get("--file");
        if (file == null) {
            return withBeans(beans -> report(beans.getBean(AuditProof.class).verify(key, known)), settings);
        }
        if (key == null) {
            out.println("Verifying a file takes the public key that 'admin audit public-key' printed: --key FILE.");
            return UNUSABLE;
        }
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
            return report(AuditProof.verifyExport(lines, key, known));
        }
    }

    private static @Nullable Map<String, String> options(List<String> words) {
        Map<String, String> options = new HashMap<>();
        for (int index = 0; index < words.size(); index += 2) {
            String name = words.get(index);
            if (!Set.of("--file", "--key", "--checkpoint").contains(name)
                    || index + 1 == words.size()
                    || options.put(name, words.get(index + 1)) != null) {
                return null;
            }
        }
        return options;
    }

    private static @Nullable String content(@Nullable String file) throws IOException {
        return file == null ? null : Files.readString(Path.of(file));
    }

    private int report(AuditVerification result) {
        result.findings().forEach(out::println);
        if (result.problems() > result.findings().size()) {
            out.println("… and " + (result.problems() - result.findings().size()) + " more.");
        }
        out.println(result.events() + " events and " + result.checkpoints() + " checkpoints verified, up to position "
                + result.lastPosition() + "; " + result.open() + " of them behind the newest checkpoint"
                + (result.closedAt() == null ? "" : " of " + result.closedAt())
                + (result.waiting() == 0 ? "" : ", " + result.waiting() + " more not sealed yet") + ".");
        out.println(
                result.intact()
                        ? "Nothing was changed, removed or put in another order."
                        : result.problems() + " thing(s) are wrong: see above.");
        return result.intact() ? 0 : TAMPERED;
    }

    private int export(BeanFactory beans) {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        try {
            long events = beans.getBean(AuditProof.class).export(writer);
            writer.flush();
            beans.getBean(AuditTrail.class)
                    .record(AuditEntry.of(AuditAction.AUDIT_EXPORTED).detail("events", Long.toString(events)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.checkError() ? UNUSABLE : 0;
    }

    private int publicKey(BeanFactory beans) {
        beans.getBean(AuditProof.class).checkpoint();
        out.println(beans.getBean(AuditKeys.class).publicKeys());
        return 0;
    }

    private int checkpoint(BeanFactory beans) {
        AuditCheckpoint checkpoint = beans.getBean(AuditProof.class).checkpoint();
        out.println(checkpoint == null ? "There is no event yet." : checkpoint.toJson());
        return checkpoint == null ? UNUSABLE : 0;
    }

    private int rotateKey(BeanFactory beans) {
        String kid = beans.getBean(AuditKeys.class).rotate();
        beans.getBean(AuditTrail.class)
                .record(AuditEntry.of(AuditAction.AUDIT_KEY_ROTATED).target("key", kid));
        out.println("Checkpoints are signed with " + kid + " from now on. Earlier keys still verify.");
        return 0;
    }

    private static int withBeans(ToIntFunction<BeanFactory> command, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--logging.level.root=error";
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AuditCommandContext.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(all)) {
            return command.applyAsInt(context);
        }
    }
}
