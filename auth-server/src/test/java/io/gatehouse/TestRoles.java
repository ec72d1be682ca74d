package io.gatehouse;

import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.Validity;
import io.gatehouse.shared.AccountId;
import java.util.Set;

/** Roles for tests, given by the operator. */
public final class TestRoles {

    private static final Actor OPERATOR = Actor.operator("test");

    private TestRoles() {}

    /** Gives a role, which is made when it does not exist. */
    public static void give(TestServer server, AccountId account, String role) {
        RoleService roles = server.bean(RoleService.class);
        if (roles.find(role).isEmpty()) {
            roles.create(OPERATOR, role, null, "");
        }
        server.bean(AssignmentService.class).give(OPERATOR, account, role, null, Validity.ALWAYS);
    }

    public static void takeAll(TestServer server, AccountId account) {
        server.bean(AssignmentService.class).replace(OPERATOR, account, Set.of());
    }
}
