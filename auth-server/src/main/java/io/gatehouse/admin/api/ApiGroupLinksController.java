package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.GROUP;

import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.approval.ProposedChange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The people of a group and the roles that it carries. */
@Controller
@RequestMapping(ApiPaths.V1 + "/groups/{group}")
final class ApiGroupLinksController {

    private final GroupLinkService links;
    private final ListQueries lists;
    private final Approvals approvals;

    ApiGroupLinksController(GroupLinkService links, ListQueries lists, Approvals approvals) {
        this.links = links;
        this.lists = lists;
        this.approvals = approvals;
    }

    /** Somebody who belongs to a group directly. */
    record MemberDocument(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String id,

            Term term) {

        static MemberDocument of(GroupMember member) {
            return new MemberDocument(member.account().toString(), Term.of(member.validity()));
        }
    }

    /** A role that a group carries. */
    record GroupRoleDocument(@Example("\"support\"") String role, Term term) {

        static GroupRoleDocument of(GroupRole role) {
            return new GroupRoleDocument(role.role(), Term.of(role.validity()));
        }
    }

    @GetMapping("/people")
    @Requires(
            value = ServerPermission.GROUPS_READ,
            over = GROUP,
            summary = "List who belongs to a group directly",
            answers = MemberDocument.class)
    Answer people(AdminGroup group, @Listed(Listing.HOLDERS) ListQuery query, HttpServletRequest request) {
        List<GroupMember> rows = links.members(group.id(), ApiRolesController.after(query), query.limit() + 1);
        return lists.page(
                query,
                request,
                rows,
                MemberDocument::of,
                row -> List.of(row.account().toString()));
    }

    @PutMapping(path = "/people/{person}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.GROUPS_WRITE,
            over = GROUP,
            does = Deed.JOIN_GROUP,
            summary = "Add a person to a group",
            parameters = Approvals.REASON)
    Answer add(AdminGroup group, AdminPerson person, Scoped scoped, HttpServletRequest request, @JsonBody Term term) {
        Validity validity = term.validity();
        ProposedChange change =
                ProposedChange.JoinGroup.of(group.id(), person.id().value(), validity);
        return approvals.submit(scoped, request, change, () -> {
            links.add(scoped.caller().actor(), group.id(), person.id(), validity);
            return Answer.nothing();
        });
    }

    @DeleteMapping("/people/{person}")
    @Requires(
            value = ServerPermission.GROUPS_WRITE,
            over = GROUP,
            does = Deed.LEAVE_GROUP,
            summary = "Remove a person from a group")
    Answer remove(AdminGroup group, AdminPerson person, Scoped scoped) {
        links.remove(scoped.caller().actor(), group.id(), person.id());
        return Answer.nothing();
    }

    @GetMapping("/roles")
    @Requires(
            value = ServerPermission.GROUPS_READ,
            over = GROUP,
            summary = "List the roles that a group carries",
            answers = GroupRoleDocument.class,
            items = true)
    Answer roles(AdminGroup group) {
        return Answer.of(Map.of(
                "items",
                links.roles(group.id()).stream().map(GroupRoleDocument::of).toList()));
    }

    @PutMapping(path = "/roles/{role}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.ROLES_ASSIGN,
            over = GROUP,
            does = Deed.GIVE_ROLE,
            summary = "Let a group carry a role",
            parameters = Approvals.REASON)
    Answer give(
            AdminGroup group,
            AdminRole role,
            Scoped scoped,
            Preconditions preconditions,
            HttpServletRequest request,
            @JsonBody Term term) {
        Validity validity = term.validity();
        Long version = preconditions.versionIfAny();
        return approvals.submit(
                scoped, request, ProposedChange.GiveGroupRole.of(group.id(), role.name(), validity), () -> {
                    links.giveRole(scoped.caller().actor(), group.id(), role.name(), validity, version);
                    return Answer.nothing();
                });
    }

    @DeleteMapping("/roles/{role}")
    @Requires(
            value = ServerPermission.ROLES_ASSIGN,
            over = GROUP,
            does = Deed.TAKE_ROLE,
            summary = "Take a role from a group")
    Answer take(AdminGroup group, AdminRole role, Scoped scoped, Preconditions preconditions) {
        links.takeRole(scoped.caller().actor(), group.id(), role.name(), preconditions.versionIfAny());
        return Answer.nothing();
    }
}
