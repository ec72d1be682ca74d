package io.gatehouse.cli;

import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.Role;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin role …}: which roles there are and what is in them. {@code grant-role} gives them. */
@Command(name = "role", description = "Roles: list, show, create, delete.", synopsisSubcommandLabel = "COMMAND")
final class RoleCommands {

    static final Actor ACTOR = Actor.operator("command");

    private static final int PAGE = 200;

    private final House house;
    private final Output output;

    RoleCommands(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Command(name = "list", description = "All roles by name, or those of one application.")
    int list(@Option(names = "--client", paramLabel = "ID") @Nullable String client) {
        RoleService roles = house.room(RoleService.class);
        List<Map<String, String>> rows = new ArrayList<>();
        List<Role> page = roles.page(client, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(role -> rows.add(row(role)));
            page = roles.page(client, page.getLast().name(), PAGE);
        }
        output.rows(rows);
        return 0;
    }

    private static Map<String, String> row(Role role) {
        return Output.row(
                "name", role.name(), "default", role.isDefault() ? "everybody" : "", "description", role.description());
    }

    @Command(name = "show", description = "What is in a role, and to whom it was given directly (the first 200).")
    int show(@Parameters(paramLabel = "ROLE") String name) {
        Role role = house.room(RoleService.class)
                .find(name)
                .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "There is no role '" + name + "'."));
        RoleContentService contents = house.room(RoleContentService.class);
        Map<String, Object> facts = new LinkedHashMap<>(row(role));
        facts.put("permissions", contents.permissions(name));
        facts.put("contains", contents.members(name));
        facts.put(
                "given_to",
                house.room(AssignmentService.class).holders(name, null, PAGE).stream()
                        .map(one -> one.account().toString())
                        .toList());
        output.facts(facts);
        return 0;
    }

    @Command(name = "create", description = "Add an empty role; an application's is named ID/ROLE.")
    int create(
            @Parameters(paramLabel = "ROLE") String name,
            @Option(names = "--client", paramLabel = "ID", description = "The application whose role it is.") @Nullable
                    String client,
            @Option(names = "--description", paramLabel = "TEXT", defaultValue = "") String description,
            @Option(names = "--permission", paramLabel = "NAME", description = "What it allows; may be repeated.")
                    @Nullable
                    List<String> permissions) {
        house.change(() -> {
            house.room(RoleService.class).create(ACTOR, name, client, description);
            for (String permission : permissions == null ? List.<String>of() : permissions) {
                house.room(RoleContentService.class).addPermission(ACTOR, name, permission, null);
            }
            return name;
        });
        output.result("The role " + name + " is there.", Map.of("name", name, "changed", true));
        return 0;
    }

    @Command(name = "delete", description = "Delete a role; whoever held it no longer does.")
    int delete(
            @Parameters(paramLabel = "ROLE") String name,
            @Option(names = "--yes", required = true, description = "Yes, for good.") boolean sure) {
        if (sure) {
            house.room(RoleService.class).delete(ACTOR, name, null);
        }
        output.result("The role " + name + " is deleted.", Map.of("name", name, "changed", true));
        return 0;
    }
}
