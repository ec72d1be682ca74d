package io.gatehouse.access;

import io.gatehouse.shared.AccountId;
import java.util.List;

/**
 * Who would lose a role or permission.
 *
 * @param name what would be lost
 * @param people how many active accounts, none of which comes to it in another way
 * @param page some of them in the order of their ids
 * @param clients applications whose tokens say it, at most 200
 */
public record Consequences(String name, long people, List<AccountId> page, List<String> clients) {

    public Consequences {
        page = List.copyOf(page);
        clients = List.copyOf(clients);
    }
}
