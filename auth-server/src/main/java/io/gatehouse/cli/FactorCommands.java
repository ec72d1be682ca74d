package io.gatehouse.cli;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.mfa.MfaService;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs {@code admin remove-factors}: help for people who have lost all their second factors. */
final class FactorCommands {

    private final PrintStream out;

    FactorCommands(PrintStream out) {
        this.out = out;
    }

    int remove(String email, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--logging.level.root=error";
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(FactorCommandContext.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(all)) {
            return remove(email, context);
        }
    }

    private int remove(String email, BeanFactory beans) {
        Optional<Account> account = find(email, beans.getBean(AccountService.class));
        if (account.isEmpty()) {
            out.println("There is no account with this e-mail address.");
            return 1;
        }
        beans.getBean(MfaService.class).removeAll(account.get().id(), "admin command");
        out.println("All second factors are removed. The person is told by mail.");
        return 0;
    }

    private static Optional<Account> find(String email, AccountService accounts) {
        try {
            return accounts.findByEmail(EmailAddress.parse(email));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
