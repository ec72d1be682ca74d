package io.gatehouse.transfer;

import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;

/** The doors of the room {@code access}. */
record AccessRooms(
        RoleService roles,
        RoleContentService contents,
        PermissionService permissions,
        GroupService groups,
        GroupLinkService links,
        AssignmentService assignments) {}
