package io.gatehouse.realm;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.shared.AccountId;
import org.springframework.stereotype.Component;

/** Makes it so who may do what. */
@Component
final class RealmAccess {

    static final Actor ACTOR = Actor.operator("realm file");

    private final AccessService access;
    private final AssignmentService assignments;
    private final RealmRoles roles;
    private final RealmGroups groups;

    RealmAccess(AccessService access, AssignmentService assignments, RealmRoles roles, RealmGroups groups) {
        this.access = access;
        this.assignments = assignments;
        this.roles = roles;
        this.groups = groups;
    }

    /** A file that takes the last administrator away is refused as a whole. */
    void keepAnAdministrator(Runnable write) {
        access.keepAnAdministrator(() -> {
            write.run();
            return true;
        });
    }

    void write(Realm.Access declared) {
        roles.write(declared);
        groups.write(declared.groups());
    }

    void write(Realm.Person person, AccountId account) {
        if (person.roles() != null) {
            assignments.replace(ACTOR, account, person.roles());
        }
        if (person.groups() != null) {
            groups.replaceMemberships(account, person.groups());
        }
    }
}
