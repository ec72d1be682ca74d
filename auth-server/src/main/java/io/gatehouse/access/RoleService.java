package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.stereotype.Service;

/** Which roles exist and who holds them. */
@Service
public final class RoleService {

    private final JdbcRoles roles;
    private final Clock clock;

    public RoleService(DataSource dataSource, Clock clock) {
        this.roles = new JdbcRoles(dataSource);
        this.clock = clock;
    }

    /** Makes sure that the role exists with this description. */
    public void ensureRole(String name, String description) {
        roles.upsert(name, description);
    }

    /** Gives the account a role that exists. Throws {@link IllegalArgumentException} for an unknown role or account. */
    public void assign(AccountId account, String role) {
        roles.assign(account, Set.of(role), clock.instant());
    }

    /** Makes these the account's only roles. Throws {@link IllegalArgumentException} for an unknown role or account. */
    public void replaceAssignments(AccountId account, Set<String> names) {
        roles.replace(account, names, clock.instant());
    }

    /** The names of the account's roles in alphabetical order. */
    public Set<String> rolesOf(AccountId account) {
        return new TreeSet<>(roles.namesOf(account));
    }

    public boolean anyoneHolds(String role) {
        return roles.held(role);
    }
}
