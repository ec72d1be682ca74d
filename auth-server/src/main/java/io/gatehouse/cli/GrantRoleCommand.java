package io.gatehouse.cli;

import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin grant-role}: gives a person a role, for good or for a while, or takes it. */
@Command(name = "grant-role", description = "Give a person a role, or take it.")
final class GrantRoleCommand implements Callable<Integer> {

    private final House house;
    private final Output output;

    @Parameters(index = "0", paramLabel = "PERSON", description = "Address or identifier.")
    private String person = "";

    @Parameters(index = "1", paramLabel = "ROLE")
    private String role = "";

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "When it ends: 2027-01-31T12:00:00Z, or after a time such as PT8H or P30D.")
    private @Nullable String until;

    @Option(names = "--from", paramLabel = "WHEN", description = "When it begins; at once unless given.")
    private @Nullable String from;

    @Option(names = "--within", paramLabel = "GROUP", description = "Only over the people of this group: /path or id.")
    private @Nullable String within;

    @Option(names = "--take", description = "Take the role instead.")
    private boolean take;

    GrantRoleCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        Account account = People.find(house, person);
        UUID group = within == null ? null : People.group(house, within);
        AssignmentService assignments = house.room(AssignmentService.class);
        if (take) {
            assignments.take(RoleCommands.ACTOR, account.id(), role, group);
        } else {
            assignments.give(RoleCommands.ACTOR, account.id(), role, group, new Validity(moment(from), moment(until)));
        }
        output.result(
                account.email().value()
                        + (take ? " no longer has the role " : " has the role ")
                        + role
                        + (take || until == null ? "." : " until " + moment(until) + "."),
                Map.of("id", account.id().toString(), "role", role, "held", !take));
        return 0;
    }

    private @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.startsWith("P")
                    ? house.room(Clock.class).instant().plus(Duration.parse(text))
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new GatehouseException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + text + "' is no moment: write 2027-01-31T12:00:00Z, or PT8H or P30D for a time from now.",
                    e);
        }
    }
}
