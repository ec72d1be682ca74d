package io.gatehouse.cli;

import io.gatehouse.access.Actor;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import io.gatehouse.transfer.ImportReport;
import io.gatehouse.transfer.Imports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin import}. Exit codes: 0 done, 1 stopped or something was left out, 2 usage. */
@Command(name = "import", description = "Take over people, roles, groups and clients; a second run changes nothing.")
final class ImportCommand implements Callable<Integer> {

    private final House house;
    private final Output output;

    /** Names are those that an operator types. */
    enum Format {
        KEYCLOAK,
        DJANGO,
        CSV,
        GATEHOUSE
    }

    @Parameters(index = "0", paramLabel = "FORMAT", description = "keycloak, django, csv or gatehouse")
    private Format format = Format.GATEHOUSE;

    @Parameters(index = "1", paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Tell what would happen and write nothing.")
    private boolean dryRun;

    @Option(names = "--admin-roles", description = "Let the file make administrators of this server.")
    private boolean adminRoles;

    @Option(names = "--emails-verified", description = "Addresses count as verified (Django, CSV).")
    private boolean emailsVerified;

    @Option(names = "--realm", paramLabel = "NAME", description = "Which realm of a Keycloak file with several.")
    private @Nullable String realm;

    @Option(names = "--client", paramLabel = "ID", description = "The application that Django's permissions belong to.")
    private @Nullable String client;

    @Option(names = "--staff-role", paramLabel = "NAME", description = "A role for Django's staff.")
    private @Nullable String staffRole;

    @Option(names = "--superuser-role", paramLabel = "NAME", description = "A role for Django's superusers.")
    private @Nullable String superuserRole;

    ImportCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no file " + file + ".");
        }
        ImportOptions options =
                new ImportOptions(dryRun, adminRoles, emailsVerified, realm, staffRole, superuserRole, client);
        TransferPrinter printer = new TransferPrinter(output.writer(), output.json(), dryRun);
        ImportFormat kind =
                ImportFormat.of(format.name().toLowerCase(Locale.ROOT)).orElseThrow();
        ImportReport report = house.room(Imports.class).run(Actor.operator("command"), kind, file, options, printer);
        printer.end(report);
        output.writer().flush();
        return report.failure() == null && report.notTaken() == 0 ? 0 : 1;
    }
}
