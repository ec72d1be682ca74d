package io.gatehouse;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.AccountId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** People for tests. */
public final class TestAccounts {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestAccounts() {}

    /** An active person who can sign in. */
    public record Person(AccountId id, String email, String password) {}

    public static Person active(TestServer server) {
        int number = COUNTER.incrementAndGet();
        String email = "person" + number + "@example.com";
        String password = "a quiet password " + number;
        Account account = server.bean(AccountService.class)
                .ensureActive(
                        EmailAddress.parse(email),
                        new Profile(Map.of("name", "Person " + number, "phone_number", "+49 30 1234" + number)));
        server.bean(PasswordService.class).set(account.id(), password);
        return new Person(account.id(), email, password);
    }
}
