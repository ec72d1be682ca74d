package io.gatehouse.cli;

import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.RoleService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.account.AccountQuery;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.admin.PeopleAdministration;
import io.gatehouse.password.PasswordLinks;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin user …}: people, by their address or identifier. No password crosses the terminal. */
@Command(name = "user", description = "People: find, create, disable, delete.", synopsisSubcommandLabel = "COMMAND")
final class UserCommands {

    private static final int MOST = 1000;

    private final House house;
    private final Output output;

    UserCommands(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Command(name = "list", description = "People by address, or those whose address or name starts with a text.")
    int list(
            @Option(names = "--search", paramLabel = "TEXT") @Nullable String search,
            @Option(names = "--status", paramLabel = "STATUS", description = "active, pending or disabled") @Nullable
                    AccountStatus status,
            @Option(names = "--after", paramLabel = "EMAIL", description = "Go on behind this address.") @Nullable
                    String after,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "--limit must be from 1 to " + MOST + ".");
        }
        AccountDirectory directory = house.room(AccountDirectory.class);
        List<AccountEntry> found = search == null
                ? directory.list(new AccountQuery(
                        new AccountQuery.Criteria(status, null, null, null, null, null),
                        null,
                        AccountQuery.Order.EMAIL,
                        false,
                        after == null
                                ? null
                                : new AccountQuery.After(
                                        null, People.address(after).key(), new UUID(0, 0)),
                        limit))
                : directory.search(search, null, limit);
        output.rows(found.stream()
                .map(AccountEntry::account)
                .filter(account -> status == null || account.status() == status)
                .map(UserCommands::row)
                .toList());
        return 0;
    }

    private static Map<String, String> row(Account account) {
        return Output.row(
                "id",
                account.id().toString(),
                "email",
                account.email().value(),
                "status",
                account.status().name().toLowerCase(Locale.ROOT),
                "name",
                account.profile().claims().get("name") instanceof String name ? name : "");
    }

    @Command(name = "show", description = "What is known about a person, with roles and groups.")
    int show(@Parameters(paramLabel = "PERSON") String person) {
        Account account = People.find(house, person);
        AccountId id = account.id();
        Map<String, Object> facts = new LinkedHashMap<>(row(account));
        facts.put("email_verified", account.emailVerified());
        facts.put("created_at", account.createdAt().toString());
        facts.put("roles", house.room(RoleService.class).rolesOf(id));
        facts.put(
                "given",
                house.room(AssignmentService.class).of(id).stream()
                        .map(one -> one.role()
                                + (one.validity().until() == null
                                        ? ""
                                        : " until " + one.validity().until())
                                + (one.withinGroup() == null ? "" : " over group " + one.withinGroup()))
                        .toList());
        facts.put(
                "groups",
                house.room(GroupLinkService.class).memberships(id).stream()
                        .map(member -> People.path(house, member.group()))
                        .sorted()
                        .toList());
        output.facts(facts);
        return 0;
    }

    @Command(name = "create", description = "Add a person; prints a link on which they choose their password.")
    int create(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--name", paramLabel = "NAME", defaultValue = "") String name,
            @Option(
                            names = "--pending",
                            description = "Print no link: the person signs up with the address, and proves to own it.")
                    boolean pending) {
        EmailAddress address = People.address(email);
        Profile profile = name.isBlank() ? Profile.empty() : new Profile(Map.of("name", name.strip()));
        Account account = house.room(PeopleAdministration.class)
                .create(address, profile, !pending)
                .orElseThrow(() -> new GatehouseException(
                        ErrorCode.CONFLICT, "There is an account with the address " + address.value() + "."))
                .account();
        Map<String, String> facts = new LinkedHashMap<>(row(account));
        if (pending) {
            output.result("Added. " + address.value() + " waits for the person to sign up.", facts);
            return 0;
        }
        PasswordLinks links = house.room(PasswordLinks.class);
        String link = links.issue(account)
                .orElseThrow(() -> new GatehouseException(ErrorCode.CONFLICT, "The account was disabled meanwhile."));
        facts.put("link", link);
        output.result(
                "Whoever opens this link within " + links.lifetime().toMinutes() + " minutes chooses the password of "
                        + address.value() + ":\n" + link,
                facts);
        return 0;
    }

    @Command(name = "disable", description = "Keep a person out: sessions end, tokens stop working.")
    int disable(@Parameters(paramLabel = "PERSON") String person) {
        Account account = People.find(house, person);
        return changed(house.room(PeopleAdministration.class).disable(account.id()), account, "disabled");
    }

    @Command(name = "enable", description = "Let a person in again.")
    int enable(@Parameters(paramLabel = "PERSON") String person) {
        Account account = People.find(house, person);
        return changed(house.room(PeopleAdministration.class).enable(account.id()), account, "enabled");
    }

    @Command(name = "lock-down", description = "Disable, end all sessions, revoke all tokens, and tell the person.")
    int lockDown(@Parameters(paramLabel = "PERSON") String person) {
        Account account = People.find(house, person);
        house.room(PeopleAdministration.class).lockDown(account);
        return changed(true, account, "locked down");
    }

    @Command(name = "delete", description = "Delete a person with all that hangs on them, at once and for good.")
    int delete(
            @Parameters(paramLabel = "PERSON") String person,
            @Option(names = "--yes", required = true, description = "Yes, for good.") boolean sure) {
        Account account = People.find(house, person);
        boolean deleted = sure && house.room(PeopleAdministration.class).delete(account.id());
        return changed(deleted, account, "deleted");
    }

    private int changed(boolean changed, Account account, String what) {
        output.result(
                account.email().value() + (changed ? " is " : " was already ") + what + ".",
                Map.of("id", account.id().toString(), "changed", changed));
        return 0;
    }
}
