package io.gatehouse.cli;

import io.gatehouse.access.ExplainService;
import io.gatehouse.access.Loss;
import io.gatehouse.account.Account;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code admin explain}: why a person holds a permission or role or not, what was decided about a request, and who would lose
 * something that were taken away.
 */
@Command(
        name = "explain",
        description = "Why a person may do something, why a request went as it did, who would lose what is taken away.",
        customSynopsis = {
            "admin explain PERSON [PERMISSION | --role ROLE]",
            "       admin explain --request ID",
            "       admin explain --without-role ROLE [--from-role ROLE | --from-group GROUP]",
            "       admin explain --without-permission PERMISSION --from-role ROLE"
        })
final class ExplainCommand implements Callable<Integer> {

    private final House house;
    private final Output output;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PERSON", description = "Address or identifier.")
    private @Nullable String person;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PERMISSION",
            description = "Such as notes:approve. Without one and without --role: every role the person holds.")
    private @Nullable String permission;

    @Option(names = "--role", paramLabel = "ROLE", description = "Why the person holds this role, or why not.")
    private @Nullable String role;

    @Option(names = "--request", paramLabel = "ID", description = "A sign-in or token request, by the id it was given.")
    private @Nullable String request;

    @Option(names = "--without-role", paramLabel = "ROLE", description = "What if this role were gone?")
    private @Nullable String withoutRole;

    @Option(names = "--without-permission", paramLabel = "PERMISSION", description = "What if it were taken?")
    private @Nullable String withoutPermission;

    @Option(names = "--from-role", paramLabel = "ROLE", description = "The role that it is taken from.")
    private @Nullable String fromRole;

    @Option(names = "--from-group", paramLabel = "GROUP", description = "The group that it is taken from.")
    private @Nullable String fromGroup;

    ExplainCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        if (count(person, request, withoutRole, withoutPermission) != 1
                || count(permission, role) > (person == null ? 0 : 1)) {
            throw usage("Name a person with at most one permission or role, or --request, or something to do without.");
        }
        if (count(fromRole, fromGroup) > count(withoutRole, withoutPermission)) {
            throw usage(
                    "--without-role and --without-permission take one of --from-role and --from-group, the others none.");
        }
        if (request != null) {
            new RequestPrinter(house, output).print(request);
        } else if (person != null) {
            ofPerson(People.find(house, person));
        } else {
            new RightsPrinter(house, output).consequences(loss());
        }
        return 0;
    }

    private void ofPerson(Account account) {
        ExplainService explain = house.room(ExplainService.class);
        RightsPrinter printer = new RightsPrinter(house, output);
        if (permission != null) {
            printer.why(account, "permission", explain.why(account.id(), permission));
        } else if (role != null) {
            printer.why(account, "role", explain.whyRole(account.id(), role));
        } else {
            printer.roles(explain.roles(account.id()));
        }
    }

    private Loss loss() {
        if (withoutPermission != null) {
            if (fromRole == null) {
                throw usage("--without-permission needs the --from-role that loses it.");
            }
            return new Loss.RoleLosesPermission(fromRole, withoutPermission);
        }
        String gone = Objects.requireNonNull(withoutRole);
        if (fromRole != null) {
            return new Loss.RoleLosesRole(fromRole, gone);
        }
        return fromGroup == null
                ? new Loss.RoleDeleted(gone)
                : new Loss.GroupLosesRole(People.group(house, fromGroup), gone);
    }

    private static long count(@Nullable String... given) {
        return Stream.of(given).filter(Objects::nonNull).count();
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }
}
