package io.gatehouse.cli;

import io.gatehouse.access.Group;
import io.gatehouse.access.GroupService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the people and groups that a command's arguments name. */
final class People {

    private static final String IDENTIFIER = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private People() {}

    /** By e-mail address, or by identifier. */
    static Account find(House house, String person) {
        AccountService accounts = house.room(AccountService.class);
        if (person.matches(IDENTIFIER)) {
            return accounts.find(AccountId.parse(person))
                    .orElseThrow(() ->
                            new GatehouseException(ErrorCode.NOT_FOUND, "There is no account with this identifier."));
        }
        return accounts.findByEmail(address(person))
                .orElseThrow(() ->
                        new GatehouseException(ErrorCode.NOT_FOUND, "There is no account with this e-mail address."));
    }

    static EmailAddress address(String email) {
        try {
            return EmailAddress.parse(email);
        } catch (IllegalArgumentException e) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "'" + email + "' is not an e-mail address.", e);
        }
    }

    /** The group of a path such as {@code /staff/berlin}, or of an identifier. */
    static UUID group(House house, String name) {
        if (name.matches(IDENTIFIER)) {
            return UUID.fromString(name);
        }
        UUID parent = null;
        for (String part : name.replaceFirst("^/", "").split("/", -1)) {
            parent = below(house, parent, part)
                    .orElseThrow(() -> new GatehouseException(ErrorCode.NOT_FOUND, "There is no group " + name + "."));
        }
        if (parent == null) {
            throw new GatehouseException(ErrorCode.NOT_FOUND, "There is no group " + name + ".");
        }
        return parent;
    }

    private static Optional<UUID> below(House house, @Nullable UUID parent, String name) {
        return house.room(GroupService.class).find(parent, name).map(Group::id);
    }

    static String path(House house, UUID group) {
        return house.room(GroupService.class).path(group).stream()
                .map(Group::name)
                .collect(Collectors.joining("/", "/", ""));
    }
}
