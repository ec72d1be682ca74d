package io.gatehouse.realm;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.shared.AccountId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes it so who may do what. */
@Component
final class RealmAccess {

    private static final Actor ACTOR = Actor.operator("realm file");

    private final AccessService access;
    private final RoleService roles;
    private final AssignmentService assignments;

    RealmAccess(AccessService access, RoleService roles, AssignmentService assignments) {
        this.access = access;
        this.roles = roles;
        this.assignments = assignments;
    }

    /** A file that takes the last administrator away is refused as a whole. */
    void keepAnAdministrator(Runnable write) {
        access.keepAnAdministrator(() -> {
            write.run();
            return true;
        });
    }

    void writeRoles(Realm realm) {
        realm.roles().forEach(role -> roles.ensure(ACTOR, role.name(), null, role.description(), false));
    }

    void assign(AccountId account, Set<String> names) {
        assignments.replace(ACTOR, account, names);
    }
}
