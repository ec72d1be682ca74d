package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;
import static io.gatehouse.admin.api.Requires.Over.REACH;

import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import io.gatehouse.shared.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Roles, what is in them, and who holds them. */
@Controller
@RequestMapping(ApiPaths.V1 + "/roles")
final class ApiRolesController {

    private final RoleService roles;
    private final RoleContentService contents;
    private final AssignmentService assignments;
    private final ListQueries lists;
    private final Approvals approvals;

    ApiRolesController(
            RoleService roles,
            RoleContentService contents,
            AssignmentService assignments,
            ListQueries lists,
            Approvals approvals) {
        this.roles = roles;
        this.contents = contents;
        this.assignments = assignments;
        this.lists = lists;
        this.approvals = approvals;
    }

    /** A role in the API. */
    record RoleDocument(
            @Example("\"support\"") String name,
            @Example("\"/admin/api/v1/roles/support\"") String path,
            @Example("null") @Nullable String clientId,
            @Example("\"Helps people\"") String description,
            @Example("false") boolean isDefault) {

        static RoleDocument of(Role role) {
            return new RoleDocument(
                    role.name(),
                    ApiPaths.V1 + "/roles/" + Names.toPath(role.name()),
                    role.clientId(),
                    role.description(),
                    role.isDefault());
        }
    }

    /** A role with what is in it. */
    record RoleContents(
            RoleDocument role,
            @Example("[\"people:read\"]") List<String> permissions,
            @Example("[\"viewer\"]") List<String> roles) {}

    /** A role to be created. */
    record NewRole(
            @Example("\"support\"") @Nullable String name,
            @Example("null") @Nullable String clientId,
            @Example("\"Helps people\"") @Nullable String description) {}

    /** What may be changed of a role; what is left out stays. */
    record RoleChange(
            @Example("\"Helps people\"") @Nullable String description,
            @Example("false") @Nullable Boolean isDefault) {}

    /** Somebody to whom a role was given directly. */
    record Holder(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String id,

            @Example("null") @Nullable String withinGroup,
            Term term) {

        static Holder of(Assignment assignment) {
            return new Holder(
                    assignment.account().toString(),
                    assignment.withinGroup() == null
                            ? null
                            : assignment.withinGroup().toString(),
                    Term.of(assignment.validity()));
        }
    }

    @GetMapping
    @Requires(value = ServerPermission.ROLES_READ, over = REACH, summary = "List roles", answers = RoleDocument.class)
    Answer list(@Listed(Listing.ROLES) ListQuery query, HttpServletRequest request) {
        String name = query.value("name", Listing.Op.EQ, String.class).orElse(null);
        List<Role> rows = name != null
                ? roles.find(name).stream().toList()
                : roles.page(
                        query.value("client_id", Listing.Op.EQ, String.class).orElse(null),
                        query.after().isEmpty() ? "" : query.after().getFirst(),
                        query.limit() + 1);
        return lists.page(query, request, rows, RoleDocument::of, row -> List.of(row.name()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Create an empty role",
            answers = RoleContents.class)
    Answer create(Scoped scoped, @JsonBody NewRole body, Once once) {
        String name = body.name();
        if (name == null) {
            throw ApiRefusal.invalid("member_missing", "The member name is missing.");
        }
        return once.run(() -> {
            Role role = roles.create(
                    scoped.caller().actor(), name, body.clientId(), Objects.requireNonNullElse(body.description(), ""));
            return Answer.created(RoleDocument.of(role).path(), contents(role))
                    .tagged(Preconditions.etag(role.version()));
        });
    }

    @GetMapping("/{role}")
    @Requires(
            value = ServerPermission.ROLES_READ,
            over = REACH,
            summary = "Read a role and what is in it",
            answers = RoleContents.class)
    Answer read(AdminRole role) {
        return tagged(role.role());
    }

    @PatchMapping(path = "/{role}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Change a role",
            answers = RoleContents.class)
    Answer change(AdminRole role, Scoped scoped, Preconditions preconditions, @JsonBody RoleChange body) {
        Role before = role.role();
        return tagged(roles.change(
                scoped.caller().actor(),
                before.name(),
                preconditions.version(),
                Objects.requireNonNullElse(body.description(), before.description()),
                Objects.requireNonNullElse(body.isDefault(), before.isDefault())));
    }

    @DeleteMapping("/{role}")
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Delete a role; whoever held it no longer does")
    Answer delete(AdminRole role, Scoped scoped, Preconditions preconditions) {
        roles.delete(scoped.caller().actor(), role.name(), preconditions.version());
        return Answer.nothing();
    }

    @PutMapping("/{role}/permissions/{permission}")
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Let a role carry a permission",
            parameters = Approvals.REASON,
            answers = RoleContents.class)
    Answer addPermission(
            AdminRole role,
            AdminPermission permission,
            Scoped scoped,
            Preconditions preconditions,
            HttpServletRequest request) {
        Long version = preconditions.versionIfAny();
        return approvals.submit(
                scoped,
                request,
                new ProposedChange.AddRolePermission(role.name(), permission.name()),
                () -> tagged(contents.addPermission(scoped.caller().actor(), role.name(), permission.name(), version)));
    }

    @DeleteMapping("/{role}/permissions/{permission}")
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Take a permission out of a role",
            answers = RoleContents.class)
    Answer removePermission(AdminRole role, AdminPermission permission, Scoped scoped, Preconditions preconditions) {
        return tagged(contents.removePermission(
                scoped.caller().actor(), role.name(), permission.name(), preconditions.versionIfAny()));
    }

    @PutMapping("/{role}/roles/{member}")
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Put a role into a role",
            parameters = Approvals.REASON,
            answers = RoleContents.class)
    Answer addMember(
            AdminRole role,
            AdminRole.Inner member,
            Scoped scoped,
            Preconditions preconditions,
            HttpServletRequest request) {
        Long version = preconditions.versionIfAny();
        return approvals.submit(
                scoped,
                request,
                new ProposedChange.AddRoleMember(role.name(), member.name()),
                () -> tagged(contents.addMember(scoped.caller().actor(), role.name(), member.name(), version)));
    }

    @DeleteMapping("/{role}/roles/{member}")
    @Requires(
            value = ServerPermission.ROLES_WRITE,
            over = EVERYTHING,
            does = Deed.CHANGE_ROLE,
            summary = "Take a role out of a role",
            answers = RoleContents.class)
    Answer removeMember(AdminRole role, AdminRole.Inner member, Scoped scoped, Preconditions preconditions) {
        return tagged(contents.removeMember(
                scoped.caller().actor(), role.name(), member.name(), preconditions.versionIfAny()));
    }

    @GetMapping("/{role}/people")
    @Requires(
            value = ServerPermission.ROLES_READ,
            over = EVERYTHING,
            summary = "List to whom a role was given directly",
            answers = Holder.class)
    Answer holders(AdminRole role, @Listed(Listing.HOLDERS) ListQuery query, HttpServletRequest request) {
        List<Assignment> rows = assignments.holders(role.name(), after(query), query.limit() + 1);
        return lists.page(
                query, request, rows, Holder::of, row -> List.of(row.account().toString()));
    }

    static @Nullable AccountId after(ListQuery query) {
        return query.after().isEmpty()
                ? null
                : ObjectGuard.uuid(query.after().getFirst()).map(AccountId::new).orElseThrow(Cursors::refused);
    }

    private Answer tagged(Role role) {
        return Answer.of(contents(role)).tagged(Preconditions.etag(role.version()));
    }

    private RoleContents contents(Role role) {
        return new RoleContents(
                RoleDocument.of(role), contents.permissions(role.name()), contents.members(role.name()));
    }
}
