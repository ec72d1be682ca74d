package io.gatehouse.admin.approval;

import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Says what a proposed change is about and what it would change, as texts for people to judge. */
@Component
public final class ChangeFacts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private final AssignmentService assignments;
    private final GroupLinkService links;
    private final RoleContentService contents;
    private final ClientRegistry clients;

    ChangeFacts(
            AssignmentService assignments,
            GroupLinkService links,
            RoleContentService contents,
            ClientRegistry clients) {
        this.assignments = assignments;
        this.links = links;
        this.contents = contents;
        this.clients = clients;
    }

    /**
     * A line of the comparison.
     *
     * @param before what is there now; null where the line says what the change is about
     */
    public record Fact(String name, @Nullable String before, String after) {}

    public List<Fact> of(ProposedChange change) {
        return switch (change) {
            case ProposedChange.GiveRole it -> {
                List<Fact> facts = new ArrayList<>(List.of(new Fact("person", null, text(it.account()))));
                List<String> held = assignments.of(new AccountId(it.account())).stream()
                        .map(Assignment::role)
                        .toList();
                facts.add(new Fact("roles", join(held), join(held, it.role())));
                if (it.within() != null) {
                    facts.add(new Fact("within_group", null, it.within().toString()));
                }
                yield termed(facts, it.from(), it.until());
            }
            case ProposedChange.JoinGroup it -> {
                List<String> carried =
                        links.roles(it.group()).stream().map(GroupRole::role).toList();
                List<Fact> facts = new ArrayList<>(List.of(
                        new Fact("person", null, text(it.account())),
                        new Fact("group", null, text(it.group())),
                        new Fact("group_roles", null, join(carried))));
                yield termed(facts, it.from(), it.until());
            }
            case ProposedChange.GiveGroupRole it -> {
                List<String> carried =
                        links.roles(it.group()).stream().map(GroupRole::role).toList();
                List<Fact> facts = new ArrayList<>(List.of(
                        new Fact("group", null, text(it.group())),
                        new Fact("group_roles", join(carried), join(carried, it.role()))));
                yield termed(facts, it.from(), it.until());
            }
            case ProposedChange.AddRolePermission it -> {
                List<String> now = contents.permissions(it.role());
                yield List.of(
                        new Fact("role", null, it.role()),
                        new Fact("permissions", join(now), join(now, it.permission())));
            }
            case ProposedChange.AddRoleMember it -> {
                List<String> now = contents.members(it.role());
                yield List.of(
                        new Fact("role", null, it.role()), new Fact("members", join(now), join(now, it.member())));
            }
            case ProposedChange.RotateKey it ->
                List.of(new Fact("key", null, it.kid()), new Fact("at_once", null, Boolean.toString(it.atOnce())));
            case ProposedChange.ChangeClient it -> changed(it);
            case ProposedChange.DeleteClient it -> List.of(new Fact("client", null, it.client()));
            case ProposedChange.MakeSecret it ->
                List.of(
                        new Fact("client", null, it.client()),
                        new Fact("overlap_seconds", null, Long.toString(it.overlapSeconds())));
        };
    }

    private List<Fact> changed(ProposedChange.ChangeClient it) {
        String id = it.registration().id();
        List<Fact> facts = new ArrayList<>(List.of(new Fact("client", null, id)));
        Map<String, String> now = new TreeMap<>();
        clients.details(id).ifPresent(client -> flatten(client.registration(), now));
        Map<String, String> wanted = new TreeMap<>();
        flatten(it.registration(), wanted);
        wanted.forEach((name, value) -> {
            String before = now.getOrDefault(name, "");
            if (!before.equals(value)) {
                facts.add(new Fact(name, before, value));
            }
        });
        return facts;
    }

    private static void flatten(Object value, Map<String, String> into) {
        Map<String, @Nullable Object> members = JSON.convertValue(value, MEMBERS);
        members.forEach((name, member) -> {
            if (member instanceof Map<?, ?> inner) {
                flatten(inner, into);
            } else {
                into.put(
                        name,
                        member instanceof Collection<?> several
                                ? join(several.stream().map(String::valueOf).toList())
                                : Objects.toString(member, ""));
            }
        });
    }

    private static List<Fact> termed(List<Fact> facts, @Nullable Instant from, @Nullable Instant until) {
        if (from != null) {
            facts.add(new Fact("from", null, from.toString()));
        }
        if (until != null) {
            facts.add(new Fact("until", null, until.toString()));
        }
        return facts;
    }

    private static String text(Object id) {
        return id.toString();
    }

    private static String join(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static String join(Collection<String> names, String another) {
        TreeSet<String> all = new TreeSet<>(names);
        all.add(another);
        return String.join(", ", all);
    }
}
