package io.gatehouse.cli;

import io.gatehouse.shared.GatehouseException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Runs {@code admin …} on the same services as the server, which may be running or not. Exit codes: 0 done, 1 not now or not
 * wholly, 2 usage.
 */
@Command(
        name = "admin",
        synopsisSubcommandLabel = "COMMAND",
        description = "Operator's commands; the server may be running or not.",
        subcommands = HelpCommand.class)
public final class AdminCommand {

    private final PrintWriter out;
    private final Output output;

    AdminCommand(PrintStream out) {
        this.out = new PrintWriter(out, true);
        this.output = new Output(out, this.out);
    }

    /** Runs the command and returns the exit code. */
    public static int run(List<String> arguments) {
        return new AdminCommand(System.out).execute(arguments);
    }

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON instead of text.")
    void json(boolean wanted) {
        output.json(wanted);
    }

    int execute(List<String> arguments, String... settings) {
        try (House house = new House(List.of(settings))) {
            return execute(arguments, house);
        }
    }

    /** The same in a house that stays open. */
    int execute(List<String> arguments, House house) {
        CommandLine line = new CommandLine(this)
                .addSubcommand(new CreateAdminCommand(house, output))
                .addSubcommand(new RemoveFactorsCommand(house, output))
                .addSubcommand(new UserCommands(house, output))
                .addSubcommand(new RoleCommands(house, output))
                .addSubcommand(new GrantRoleCommand(house, output))
                .addSubcommand(new ClientCommands(house, output))
                .addSubcommand(new ExplainCommand(house, output))
                .addSubcommand(new KeyCommands(house, output))
                .addSubcommand(new KeyringCommands(house, output))
                .addSubcommand(new CalibrateHashCommand(output))
                .addSubcommand(new WrapHashesCommand(house, output))
                .addSubcommand(new ImportCommand(house, output))
                .addSubcommand(new ExportCommand(house, output))
                .addSubcommand(new AuditCommands(house, output))
                .addSubcommand(new DoctorCommand(house, output))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(out)
                .setExecutionExceptionHandler((e, command, parsed) -> refuse(e));
        if (arguments.isEmpty()) {
            line.usage(out);
            return ExitCode.USAGE;
        }
        return line.execute(arguments.toArray(String[]::new));
    }

    /** An expected refusal is one sentence, also when it lies below what the container made of it; anything else is a bug. */
    private int refuse(Exception e) throws Exception {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GatehouseException) {
                output.refusal(String.valueOf(cause.getMessage()));
                return ExitCode.SOFTWARE;
            }
        }
        throw e;
    }
}
