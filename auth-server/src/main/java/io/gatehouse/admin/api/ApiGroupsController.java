package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.GROUP;
import static io.gatehouse.admin.api.Requires.Over.REACH;

import io.gatehouse.access.Group;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Groups and where they stand. */
@Controller
@RequestMapping(ApiPaths.V1 + "/groups")
final class ApiGroupsController {

    private final GroupService groups;
    private final ListQueries lists;

    ApiGroupsController(GroupService groups, ListQueries lists) {
        this.groups = groups;
        this.lists = lists;
    }

    /** A group in the API. */
    record GroupDocument(
            @Example("\"019aa0f2-7c00-7000-8000-0123456789ab\"")
            String id,

            @Example("null") @Nullable String parent,
            @Example("\"Sales\"") String name) {

        static GroupDocument of(Group group) {
            UUID parent = group.parent();
            return new GroupDocument(group.id().toString(), parent == null ? null : parent.toString(), group.name());
        }
    }

    /** A group as it shall be: its name, and under which group it stands, none for the top. */
    record GroupBody(
            @Example("\"Sales\"") @Nullable String name,
            @Example("null") @Nullable String parent) {

        String title() {
            String text = name;
            if (text == null || text.indexOf('\0') >= 0) {
                throw ApiRefusal.invalid("member_missing", "The member name is missing.");
            }
            return text;
        }

        @Nullable
        UUID place() {
            return parent == null ? null : id(parent);
        }
    }

    @GetMapping
    @Requires(
            value = ServerPermission.GROUPS_READ,
            over = REACH,
            summary = "List the topmost groups, or those right under the parent in the filter",
            answers = GroupDocument.class)
    Answer list(Scoped scoped, @Listed(Listing.GROUPS) ListQuery query, HttpServletRequest request) {
        UUID parent = query.value("parent", Listing.Op.EQ, String.class)
                .map(ApiGroupsController::id)
                .orElse(null);
        boolean everything = scoped.reach().everything();
        if (parent != null && !groups.covers(scoped.reach(), parent)) {
            throw ApiRefusal.notFound();
        }
        String after = query.after().isEmpty() ? "" : query.after().getFirst();
        List<Group> rows =
                parent == null && !everything ? own(scoped) : groups.children(parent, after, query.limit() + 1);
        return lists.page(query, request, rows, GroupDocument::of, row -> List.of(row.name()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.GROUPS_WRITE,
            over = REACH,
            does = Deed.CREATE_GROUP,
            summary = "Create a group",
            answers = GroupDocument.class)
    Answer create(Scoped scoped, @JsonBody GroupBody body, Once once) {
        UUID parent = body.place();
        requireCovered(scoped, parent);
        return once.run(() -> {
            Group group = groups.create(scoped.caller().actor(), parent, body.title());
            return Answer.created(ApiPaths.V1 + "/groups/" + group.id(), GroupDocument.of(group))
                    .tagged(Preconditions.etag(group.version()));
        });
    }

    @GetMapping("/{group}")
    @Requires(
            value = ServerPermission.GROUPS_READ,
            over = GROUP,
            summary = "Read a group",
            answers = GroupDocument.class)
    Answer read(AdminGroup group) {
        return Answer.of(GroupDocument.of(group.group())).tagged(group.etag());
    }

    @PatchMapping(path = "/{group}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.GROUPS_WRITE,
            over = GROUP,
            does = Deed.CHANGE_GROUP,
            summary = "Give a group another name or place",
            answers = GroupDocument.class)
    Answer change(AdminGroup group, Scoped scoped, Preconditions preconditions, @JsonBody GroupBody body) {
        UUID parent = body.place();
        requireCovered(scoped, parent == null ? group.id() : parent);
        Group changed =
                groups.change(scoped.caller().actor(), group.id(), preconditions.version(), parent, body.title());
        return Answer.of(GroupDocument.of(changed)).tagged(Preconditions.etag(changed.version()));
    }

    @DeleteMapping("/{group}")
    @Requires(
            value = ServerPermission.GROUPS_WRITE,
            over = GROUP,
            does = Deed.DELETE_GROUP,
            summary = "Delete a group that has none below it")
    Answer delete(AdminGroup group, Scoped scoped, Preconditions preconditions) {
        groups.delete(scoped.caller().actor(), group.id(), preconditions.version());
        return Answer.nothing();
    }

    private List<Group> own(Scoped scoped) {
        return scoped.reach().groups().stream()
                .flatMap(id -> groups.find(id).stream())
                .sorted(Comparator.comparing(Group::name))
                .limit(ListQueries.USUAL)
                .toList();
    }

    private void requireCovered(Scoped scoped, @Nullable UUID parent) {
        if (parent != null && !groups.covers(scoped.reach(), parent)) {
            throw ApiRefusal.notFound();
        }
    }

    static UUID id(String text) {
        return ObjectGuard.uuid(text)
                .orElseThrow(() -> ApiRefusal.invalid("invalid_group", "A group is named by its id."));
    }
}
