package io.gatehouse.password;

import io.gatehouse.shared.AccountId;
import java.util.Optional;

/** Not one of the account's last passwords. */
final class HistoryRule implements PasswordRule {

    private final JdbcPasswordChanges changes;
    private final PasswordService passwords;

    HistoryRule(JdbcPasswordChanges changes, PasswordService passwords) {
        this.changes = changes;
        this.passwords = passwords;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public Optional<PasswordAdvice> help(PasswordPolicy policy) {
        return policy.history() > 0
                ? Optional.of(PasswordAdvice.of(name(), "password.history.help", policy.history()))
                : Optional.empty();
    }

    @Override
    public Optional<PasswordAdvice> refusal(PasswordCandidate candidate, PasswordPolicy policy) {
        AccountId account = candidate.person().account();
        if (account == null || policy.history() == 0) {
            return Optional.empty();
        }
        boolean known = changes.lastHashes(account, policy.history()).stream()
                .anyMatch(hash -> passwords.isHashOf(candidate.normalised(), hash));
        return known
                ? Optional.of(PasswordAdvice.of(name(), "password.history.refused", policy.history()))
                : Optional.empty();
    }
}
