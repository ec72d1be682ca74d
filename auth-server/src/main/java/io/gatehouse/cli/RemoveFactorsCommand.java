package io.gatehouse.cli;

import io.gatehouse.account.Account;
import io.gatehouse.mfa.MfaService;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code admin remove-factors}: help for people who have lost all their second factors. */
@Command(name = "remove-factors", description = "Remove all second factors of a person who has lost them.")
final class RemoveFactorsCommand implements Callable<Integer> {

    private final House house;
    private final Output output;

    @Parameters(paramLabel = "EMAIL", description = "The person's address.")
    private String email = "";

    RemoveFactorsCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        Account account = People.find(house, email);
        house.room(MfaService.class).removeAll(account.id(), "admin command");
        output.result("All second factors are removed. The person is told by mail.", Map.of("removed", true));
        return 0;
    }
}
