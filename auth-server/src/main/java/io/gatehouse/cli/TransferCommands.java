package io.gatehouse.cli;

import io.gatehouse.access.Actor;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.Exports;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import io.gatehouse.transfer.ImportReport;
import io.gatehouse.transfer.Imports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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

/** {@code admin import} and {@code admin export}. Exit codes: 0 done, 1 stopped or something was left out, 2 usage. */
final class TransferCommands {

    static final String USAGE = """
            Usage: admin import keycloak|django|csv|gatehouse FILE
                       [--dry-run]            tell what would happen and write nothing
                       [--json]               one JSON object a line instead of text
                       [--admin-roles]        let the file make administrators of this server
                       [--emails-verified]    addresses count as verified (Django, CSV)
                       [--realm NAME]         which realm of a Keycloak file with several
                       [--client ID]          the application that Django's permissions belong to
                       [--staff-role NAME] [--superuser-role NAME]
                                              roles for Django's staff and superusers
                   admin export [FILE] [--secrets hashes|none]
                                              everything as JSON, on the terminal without FILE; secrets are left out unless
                                              hashes are asked for
            """;

    private static final Set<String> FLAGS = Set.of("--dry-run", "--json", "--admin-roles", "--emails-verified");
    private static final Set<String> VALUES =
            Set.of("--realm", "--client", "--staff-role", "--superuser-role", "--secrets");
    private static final Actor OPERATOR = Actor.operator("command");

    private final PrintStream out;

    TransferCommands(PrintStream out) {
        this.out = out;
    }

    /** What was typed after the command: plain words, and options with their values. */
    private record Words(List<String> plain, Map<String, String> options) {

        static @Nullable Words of(List<String> arguments) {
            List<String> plain = new ArrayList<>();
            Map<String, String> options = new HashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (FLAGS.contains(word)) {
                    options.put(word, "");
                } else if (VALUES.contains(word) && i + 1 < arguments.size()) {
                    options.put(word, arguments.get(++i));
                } else if (word.startsWith("--")) {
                    return null;
                } else {
                    plain.add(word);
                }
            }
            return new Words(plain, options);
        }

        boolean has(String option) {
            return options.containsKey(option);
        }
    }

    int importFile(List<String> arguments, String... settings) {
        Words words = Words.of(arguments);
        if (words == null || words.plain().size() != 2 || words.has("--secrets")) {
            return usage();
        }
        ImportFormat format = ImportFormat.of(words.plain().getFirst()).orElse(null);
        Path file = Path.of(words.plain().getLast());
        if (format == null) {
            return usage();
        }
        if (!Files.isRegularFile(file)) {
            out.println("There is no file " + file + ".");
            return 1;
        }
        ImportOptions options = new ImportOptions(
                words.has("--dry-run"),
                words.has("--admin-roles"),
                words.has("--emails-verified"),
                words.options().get("--realm"),
                words.options().get("--staff-role"),
                words.options().get("--superuser-role"),
                words.options().get("--client"));
        TransferPrinter printer = new TransferPrinter(out, words.has("--json"), options.dryRun());
        return with(settings, beans -> {
            ImportReport report = beans.getBean(Imports.class).run(OPERATOR, format, file, options, printer);
            printer.end(report);
            return report.failure() == null && report.notTaken() == 0 ? 0 : 1;
        });
    }

    int export(List<String> arguments, String... settings) {
        Words words = Words.of(arguments);
        String secrets = words == null ? "" : words.options().getOrDefault("--secrets", "none");
        if (words == null
                || words.plain().size() > 1
                || !Set.of("hashes", "none").contains(secrets)
                || words.options().keySet().stream().anyMatch(option -> !option.equals("--secrets"))) {
            return usage();
        }
        return with(settings, beans -> {
            Exports exports = beans.getBean(Exports.class);
            boolean hashes = secrets.equals("hashes");
            if (words.plain().isEmpty()) {
                exports.write(OPERATOR, new TransferPrinter.Unclosed(out), hashes);
                return 0;
            }
            return toFile(Path.of(words.plain().getFirst()), exports, hashes);
        });
    }

    /** A new file that only its owner may read, since it holds personal data at least. */
    private int toFile(Path file, Exports exports, boolean hashes) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE))) {
                exports.write(OPERATOR, to, hashes);
            }
            out.println("Everything is in " + file + ". Keep it where you keep backups.");
            return 0;
        } catch (IOException e) {
            out.println("The file " + file + " can't be written, or is there already.");
            return 1;
        }
    }

    private int usage() {
        out.print(USAGE);
        return 2;
    }

    private int with(String[] settings, ToIntFunction<BeanFactory> command) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--logging.level.root=error";
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TransferCommandContext.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(all)) {
            return command.applyAsInt(context);
        } catch (GatehouseException e) {
            out.println(e.getMessage());
            return 1;
        }
    }
}
