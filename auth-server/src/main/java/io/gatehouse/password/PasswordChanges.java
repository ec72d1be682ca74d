package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts a new password in the place of an old one: the policy is asked, the old password goes into the history, sessions and
 * tokens end, and the person is told by mail, all of it or nothing.
 */
public final class PasswordChanges {

    private final AccountService accounts;
    private final PasswordPolicies policies;
    private final PasswordService passwords;
    private final Rows rows;
    private final PasswordAftermath aftermath;

    PasswordChanges(
            AccountService accounts,
            PasswordPolicies policies,
            PasswordService passwords,
            Rows rows,
            PasswordAftermath aftermath) {
        this.accounts = accounts;
        this.policies = policies;
        this.passwords = passwords;
        this.rows = rows;
        this.aftermath = aftermath;
    }

    /** The tables, and what makes several changes of them one. */
    record Rows(JdbcPasswordChanges changes, TransactionOperations transactions, Clock clock) {}

    /** How a change ended. */
    sealed interface Outcome {}

    /** The new password counts from now on. */
    record Done() implements Outcome {}

    /** The old password was not the right one. */
    record WrongPassword() implements Outcome {}

    /** The new password breaks these rules. */
    record Refused(List<PasswordAdvice> broken) implements Outcome {}

    /** The owner of an account that may be used, for {@link PasswordFields#show}. */
    public PasswordPerson person(AccountId id) {
        return policies.person(account(id));
    }

    /**
     * Sets a new password for a person who has just proved who they are in another way. Returns why it can't be set, a
     * sentence for each broken rule; nothing if it is set.
     */
    public List<PasswordAdvice> replace(AccountId id, String password, KeptAccess kept, Locale locale) {
        Account account = account(id);
        int version = version(id);
        return set(account, version, password, kept, locale) instanceof Refused refused ? refused.broken() : List.of();
    }

    /** Sets a new password for somebody who knows the old one. */
    Outcome change(AccountId id, String old, String password, KeptAccess kept, Locale locale) {
        Account account = account(id);
        // read before the old password is checked: whoever changes it meanwhile makes this change fail
        int version = version(id);
        return passwords.matches(id, old) ? set(account, version, password, kept, locale) : new WrongPassword();
    }

    /** Everything that makes a password the account's, around the statement that claims the right to set it. */
    boolean commit(Account account, AuditAction action, KeptAccess kept, Locale locale, BooleanSupplier claim) {
        return Boolean.TRUE.equals(rows.transactions().execute(status -> {
            if (!claim.getAsBoolean()) {
                status.setRollbackOnly();
                return false;
            }
            int history = policies.of(policies.person(account).roles()).history();
            rows.changes().trimHistory(account.id(), Math.max(0, history - 1));
            aftermath.follow(account, action, kept, locale);
            return true;
        }));
    }

    private Outcome set(Account account, int version, String password, KeptAccess kept, Locale locale) {
        List<PasswordAdvice> broken = policies.broken(password, policies.person(account));
        if (!broken.isEmpty()) {
            return new Refused(broken);
        }
        String hash = passwords.hash(password);
        boolean done = commit(
                account,
                AuditAction.PASSWORD_CHANGED,
                kept,
                locale,
                () -> version == 0
                        ? rows.changes().insert(account.id(), hash, rows.clock().instant())
                        : rows.changes()
                                .replace(
                                        account.id(),
                                        version,
                                        hash,
                                        rows.clock().instant()));
        if (!done) {
            throw new GatehouseException(ErrorCode.CONFLICT, "The password was changed by somebody else meanwhile");
        }
        return new Done();
    }

    private int version(AccountId id) {
        return rows.changes().age(id).map(JdbcPasswordChanges.Age::version).orElse(0);
    }

    private Account account(AccountId id) {
        return accounts.find(id)
                .filter(Account::active)
                .orElseThrow(() -> new GatehouseException(ErrorCode.CONFLICT, "The account may not be used: " + id));
    }
}
