package io.gatehouse.cli;

import io.gatehouse.access.Consequences;
import io.gatehouse.access.ExplainService;
import io.gatehouse.access.Explanation;
import io.gatehouse.access.Loss;
import io.gatehouse.access.PermissionService;
import io.gatehouse.access.Reach;
import io.gatehouse.access.RoleService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Prints why somebody holds something, and who would lose something. */
final class RightsPrinter {

    private static final int SHOWN = 100;

    private final House house;
    private final Output output;

    RightsPrinter(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    /** A permission or a role, as the kind says. */
    void why(Account account, String kind, Explanation why) {
        List<String> ways = why.ways().stream().map(this::sentence).toList();
        Explanation.Obstacle obstacle = why.obstacle();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(kind, why.name());
        facts.put("held", why.held());
        facts.put("over", over(why.reach()));
        if (obstacle != null) {
            facts.put("obstacle", code(obstacle));
        }
        facts.put("ways", ways);
        facts.put(kind.equals("role") ? "part_of" : "carried_by", why.carriers());
        StringBuilder text = new StringBuilder(account.email().value())
                .append(why.held() ? " holds " : " does not hold ")
                .append(why.name())
                .append(why.held() ? " over " + String.join(", ", over(why.reach())) : "")
                .append('.');
        if (obstacle != null) {
            text.append("\nNo way leads there: ").append(code(obstacle).replace('_', ' '));
        }
        ways.forEach(way -> text.append("\n  ").append(way));
        if (!why.held() && !why.carriers().isEmpty()) {
            text.append(kind.equals("role") ? "\nRoles that it is part of: " : "\nRoles that carry it: ")
                    .append(String.join(", ", why.carriers()));
        }
        output.result(text.toString(), facts);
    }

    /** Each role that the person holds, with every way to it that is open now. */
    void roles(List<Explanation> roles) {
        output.rows(roles.stream()
                .map(one -> Output.row(
                        "role",
                        one.name(),
                        "origin",
                        String.join(
                                "; ",
                                one.ways().stream()
                                        .filter(way -> way.state() == Explanation.State.OPEN)
                                        .map(this::links)
                                        .toList())))
                .toList());
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
        return code(way.state()).replace('_', ' ') + ": " + links(way);
    }

    private String links(Explanation.Way way) {
        List<String> links = new ArrayList<>();
        for (Explanation.Link link : way.links()) {
            links.add(code(link.kind()).replace('_', ' ') + " " + link.name()
                    + (link.givenAt() == null
                            ? ""
                            : " (since " + link.givenAt() + ", by "
                                    + (link.givenBy() == null ? "the operator" : link.givenBy()) + ")"));
        }
        UUID within = way.within();
        return String.join(" → ", links) + (within == null ? "" : " over the people of " + People.path(house, within));
    }

    /** Who would lose what hangs on a link, and which applications would no longer be told. */
    void consequences(Loss loss) {
        requireKnown(loss);
        Consequences lost = house.room(ExplainService.class).whatIf(loss, null, SHOWN);
        List<String> some = lost.page().stream().map(this::person).toList();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", lost.name());
        facts.put("people", lost.people());
        facts.put("some", some);
        facts.put("clients", lost.clients());
        StringBuilder text = new StringBuilder()
                .append(lost.people())
                .append(lost.people() == 1 ? " person would lose " : " people would lose ")
                .append(lost.name())
                .append('.');
        some.forEach(one -> text.append("\n  ").append(one));
        if (lost.people() > some.size()) {
            text.append("\n  and others");
        }
        if (!lost.clients().isEmpty()) {
            text.append("\nApplications whose tokens tell it: ").append(String.join(", ", lost.clients()));
        }
        output.result(text.toString(), facts);
    }

    private String person(AccountId id) {
        return house.room(AccountService.class)
                .find(id)
                .map(account -> account.email().value())
                .orElse(id.toString());
    }

    /** Nobody would lose what is misspelt, which would sound like good news. */
    private void requireKnown(Loss loss) {
        switch (loss) {
            case Loss.RoleLosesPermission gone -> {
                requireRole(gone.role());
                if (house.room(PermissionService.class).find(gone.permission()).isEmpty()) {
                    throw unknown("permission", gone.permission());
                }
            }
            case Loss.RoleLosesRole gone -> {
                requireRole(gone.role());
                requireRole(gone.member());
            }
            case Loss.GroupLosesRole gone -> requireRole(gone.role());
            case Loss.RoleDeleted gone -> requireRole(gone.role());
        }
    }

    private void requireRole(String name) {
        if (house.room(RoleService.class).find(name).isEmpty()) {
            throw unknown("role", name);
        }
    }

    private static GatehouseException unknown(String kind, String name) {
        return new GatehouseException(ErrorCode.NOT_FOUND, "There is no " + kind + " " + name + ".");
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
