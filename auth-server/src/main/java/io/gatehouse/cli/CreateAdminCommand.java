package io.gatehouse.cli;

import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Authorities;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.password.PasswordLinks;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.transaction.support.TransactionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin create-admin}: no password crosses the terminal, its history or the process list. */
@Command(
        name = "create-admin",
        description = "Make a person an administrator; prints a link on which they choose their password.")
final class CreateAdminCommand implements Callable<Integer> {

    private static final Actor ACTOR = Actor.operator("create-admin");

    private final House house;
    private final Output output;

    @Parameters(paramLabel = "EMAIL", description = "The person's address; an account is made if there is none.")
    private String email = "";

    @Option(names = "--name", paramLabel = "NAME", description = "How a new account's owner is called.")
    private String name = "";

    CreateAdminCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        EmailAddress address = People.address(email);
        Account account = house.room(TransactionOperations.class).execute(status -> {
            Account made = account(address);
            house.room(AssignmentService.class)
                    .give(ACTOR, made.id(), Authorities.ADMINISTRATOR, null, Validity.ALWAYS);
            return made;
        });
        PasswordLinks links = house.room(PasswordLinks.class);
        String link = links.issue(account)
                .orElseThrow(() -> new GatehouseException(
                        ErrorCode.CONFLICT,
                        "The account is an administrator's now, but it is disabled: enable it first."));
        output.result(
                "Whoever opens this link within " + links.lifetime().toMinutes()
                        + " minutes chooses the password of the administrator " + address.value() + ":\n" + link,
                Map.of("email", address.value(), "link", link));
        return 0;
    }

    private Account account(EmailAddress address) {
        AccountService accounts = house.room(AccountService.class);
        return accounts.findByEmail(address)
                .filter(Account::active)
                .orElseGet(() -> accounts.ensureActive(
                        address, name.isBlank() ? Profile.empty() : new Profile(Map.of("name", name.strip()))));
    }
}
