package io.gatehouse.cli;

import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.ExplainService;
import io.gatehouse.access.Explanation;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupMember;
import io.gatehouse.access.GroupRole;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.Reach;
import io.gatehouse.access.RoleService;
import io.gatehouse.account.Account;
import io.gatehouse.shared.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code admin explain}: why a person holds a permission or not; without one, which roles they hold and through what. */
@Command(name = "explain", description = "Why a person may do something, or which roles they hold and through what.")
final class ExplainCommand implements Callable<Integer> {

    private final House house;
    private final Output output;

    @Parameters(index = "0", paramLabel = "PERSON", description = "Address or identifier.")
    private String person = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PERMISSION", description = "Such as notes:approve.")
    private @Nullable String permission;

    ExplainCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        Account account = People.find(house, person);
        if (permission == null) {
            roles(account.id());
        } else {
            why(account, house.room(ExplainService.class).why(account.id(), permission));
        }
        return 0;
    }

    private void why(Account account, Explanation why) {
        List<String> ways = why.ways().stream().map(this::sentence).toList();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("permission", why.permission());
        facts.put("held", why.held());
        facts.put("over", over(why.reach()));
        Explanation.Obstacle obstacle = why.obstacle();
        if (obstacle != null) {
            facts.put("obstacle", obstacle.name().toLowerCase(Locale.ROOT));
        }
        facts.put("ways", ways);
        facts.put("carried_by", why.carriers());
        StringBuilder text = new StringBuilder(account.email().value())
                .append(why.held() ? " holds " : " does not hold ")
                .append(why.permission())
                .append(why.held() ? " over " + String.join(", ", over(why.reach())) : "")
                .append('.');
        if (obstacle != null) {
            text.append("\nNo way leads there: ")
                    .append(obstacle.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        ways.forEach(way -> text.append("\n  ").append(way));
        if (!why.held() && !why.carriers().isEmpty()) {
            text.append("\nRoles that carry it: ").append(String.join(", ", why.carriers()));
        }
        output.result(text.toString(), facts);
    }

    private List<String> over(Reach reach) {
        return reach.everything()
                ? List.of("everything")
                : reach.groups().stream()
                        .map(group -> People.path(house, group))
                        .sorted()
                        .toList();
    }

    private String sentence(Explanation.Way way) {
        List<String> links = new ArrayList<>();
        for (Explanation.Link link : way.links()) {
            links.add(link.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + link.name()
                    + (link.givenAt() == null
                            ? ""
                            : " (since " + link.givenAt() + ", by "
                                    + (link.givenBy() == null ? "the operator" : link.givenBy()) + ")"));
        }
        UUID within = way.within();
        return way.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + String.join(" → ", links)
                + (within == null ? "" : " over the people of " + People.path(house, within));
    }

    /** Each role that the person holds, with what it comes through. */
    private void roles(AccountId account) {
        Map<String, List<String>> origins = new TreeMap<>();
        house.room(RoleService.class).rolesOf(account).forEach(role -> origins.put(role, new ArrayList<>()));
        for (Assignment one : house.room(AssignmentService.class).of(account)) {
            add(origins, one.role(), "given directly");
        }
        GroupLinkService links = house.room(GroupLinkService.class);
        for (GroupMember member : links.memberships(account)) {
            for (Group group : house.room(GroupService.class).path(member.group())) {
                for (GroupRole role : links.roles(group.id())) {
                    add(origins, role.role(), "through the group " + People.path(house, group.id()));
                }
            }
        }
        output.rows(origins.entrySet().stream()
                .map(one -> Output.row(
                        "role",
                        one.getKey(),
                        "origin",
                        one.getValue().isEmpty() ? origin(one.getKey()) : String.join(", ", one.getValue())))
                .toList());
    }

    private String origin(String role) {
        return house.room(RoleService.class)
                        .find(role)
                        .filter(found -> found.isDefault())
                        .isPresent()
                ? "everybody holds it"
                : "part of another role";
    }

    /** What is given for another time is not held now. */
    private static void add(Map<String, List<String>> origins, String role, String origin) {
        List<String> known = origins.get(role);
        if (known != null && !known.contains(origin)) {
            known.add(origin);
        }
    }
}
