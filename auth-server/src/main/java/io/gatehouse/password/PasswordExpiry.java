package io.gatehouse.password;

import io.gatehouse.access.RoleService;
import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.time.Duration;

/** Whether a password has to be changed: by an administrator's order, or because it is older than the policy allows. */
final class PasswordExpiry {

    private final JdbcPasswordChanges changes;
    private final PasswordPolicyProperties policies;
    private final RoleService roles;
    private final Clock clock;

    PasswordExpiry(JdbcPasswordChanges changes, PasswordPolicyProperties policies, RoleService roles, Clock clock) {
        this.changes = changes;
        this.policies = policies;
        this.roles = roles;
        this.clock = clock;
    }

    boolean mustChange(AccountId account) {
        return changes.age(account)
                .map(age -> age.mustChange() || tooOld(account, age))
                .orElse(false);
    }

    boolean demandChange(AccountId account) {
        return changes.demandChange(account);
    }

    private boolean tooOld(AccountId account, JdbcPasswordChanges.Age age) {
        if (!policies.anyExpiry()) {
            return false;
        }
        Duration maxAge = policies.of(roles.rolesOf(account)).maxAge();
        return !maxAge.isZero() && !age.changedAt().plus(maxAge).isAfter(clock.instant());
    }
}
