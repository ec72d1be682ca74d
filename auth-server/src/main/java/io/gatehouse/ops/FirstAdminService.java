package io.gatehouse.ops;

import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Authorities;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.password.PasswordService;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the first administrator, once: the link that leads here is worthless as soon as anybody holds the role. */
final class FirstAdminService {

    private static final Actor ACTOR = Actor.operator("first administrator");

    private final AccountService accounts;
    private final AssignmentService assignments;
    private final PasswordService passwords;
    private final JdbcFirstAdmin lock;
    private final TransactionOperations transactions;

    FirstAdminService(
            AccountService accounts,
            AssignmentService assignments,
            PasswordService passwords,
            JdbcFirstAdmin lock,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.assignments = assignments;
        this.passwords = passwords;
        this.lock = lock;
        this.transactions = transactions;
    }

    boolean needed() {
        return !assignments.anyoneHolds(Authorities.ADMINISTRATOR);
    }

    /** Creates the administrator. False if there is one by now, even one made by another node in this very moment. */
    boolean create(EmailAddress email, String name, String password) {
        String hash = passwords.hash(password);
        return Boolean.TRUE.equals(transactions.execute(status -> {
            lock.acquire();
            if (!needed()) {
                return false;
            }
            Account account = accounts.ensureActive(email, new Profile(Map.of("name", name)));
            passwords.setHash(account.id(), hash);
            assignments.give(ACTOR, account.id(), Authorities.ADMINISTRATOR, null, Validity.ALWAYS);
            return true;
        }));
    }
}
