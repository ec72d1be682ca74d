package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;
import static io.gatehouse.admin.api.Requires.Over.REACH;

import io.gatehouse.access.Permission;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Permissions: the server's own, and those that applications define. */
@Controller
@RequestMapping(ApiPaths.V1 + "/permissions")
final class ApiPermissionsController {

    private final PermissionService permissions;
    private final ListQueries lists;

    ApiPermissionsController(PermissionService permissions, ListQueries lists) {
        this.permissions = permissions;
        this.lists = lists;
    }

    /** A permission in the API. */
    record PermissionDocument(
            @Example("\"notes:approve\"") String name,

            @Example("\"/admin/api/v1/permissions/notes:approve\"")
            String path,

            @Example("\"notes\"") @Nullable String clientId,
            @Example("\"Approve notes\"") String description) {

        static PermissionDocument of(Permission permission) {
            return new PermissionDocument(
                    permission.name(),
                    ApiPaths.V1 + "/permissions/" + Names.toPath(permission.name()),
                    permission.clientId(),
                    permission.description());
        }
    }

    /** A permission of an application. */
    record NewPermission(
            @Example("\"notes:approve\"") @Nullable String name,
            @Example("\"notes\"") @Nullable String clientId,
            @Example("\"Approve notes\"") @Nullable String description) {}

    @GetMapping
    @Requires(
            value = ServerPermission.ROLES_READ,
            over = REACH,
            summary = "List permissions",
            answers = PermissionDocument.class)
    Answer list(@Listed(Listing.PERMISSIONS) ListQuery query, HttpServletRequest request) {
        String name = query.value("name", Listing.Op.EQ, String.class).orElse(null);
        List<Permission> rows = name != null
                ? permissions.find(name).stream().toList()
                : permissions.page(
                        query.value("client_id", Listing.Op.EQ, String.class).orElse(null),
                        query.after().isEmpty() ? "" : query.after().getFirst(),
                        query.limit() + 1);
        return lists.page(query, request, rows, PermissionDocument::of, row -> List.of(row.name()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.PERMISSIONS_WRITE,
            over = EVERYTHING,
            does = Deed.DEFINE_PERMISSION,
            summary = "Define a permission of an application, or describe it anew",
            answers = PermissionDocument.class)
    Answer define(Scoped scoped, @JsonBody NewPermission body, Once once) {
        String name = body.name();
        String client = body.clientId();
        if (name == null || client == null) {
            throw ApiRefusal.invalid("member_missing", "The members name and client_id are needed.");
        }
        return once.run(() -> {
            PermissionDocument made = PermissionDocument.of(permissions.define(
                    scoped.caller().actor(), name, client, Objects.requireNonNullElse(body.description(), "")));
            return Answer.created(made.path(), made);
        });
    }

    @GetMapping("/{permission}")
    @Requires(
            value = ServerPermission.ROLES_READ,
            over = REACH,
            summary = "Read a permission",
            answers = PermissionDocument.class)
    Answer read(AdminPermission permission) {
        return Answer.of(PermissionDocument.of(permission.permission()));
    }

    @DeleteMapping("/{permission}")
    @Requires(
            value = ServerPermission.PERMISSIONS_WRITE,
            over = EVERYTHING,
            does = Deed.DELETE_PERMISSION,
            summary = "Delete a permission of an application")
    Answer delete(AdminPermission permission, Scoped scoped) {
        permissions.delete(scoped.caller().actor(), permission.name());
        return Answer.nothing();
    }
}
