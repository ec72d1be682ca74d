package io.gatehouse.token;

import java.util.List;

/** The roles and permissions that an account holds over everything at the moment when its tokens are made. */
record HeldRights(List<String> roles, List<String> permissions) {

    HeldRights {
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }
}
