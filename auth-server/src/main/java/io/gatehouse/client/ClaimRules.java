package io.gatehouse.client;

import java.util.List;
import java.util.Locale;

/**
 * What a client's access tokens say of a person's roles and permissions. A token that would say more than the most says
 * nothing of them but that it is too much: it never grows until it breaks a header.
 *
 * @param content which names
 * @param filter how a name must begin, one of these; empty for all names
 * @param most how many names at most, roles and permissions together
 */
public record ClaimRules(Content content, List<String> filter, int most) {

    /** Which names go into tokens. */
    public enum Content {
        ROLES,
        PERMISSIONS,
        BOTH,
        NONE;

        public boolean roles() {
            return this == ROLES || this == BOTH;
        }

        public boolean permissions() {
            return this == PERMISSIONS || this == BOTH;
        }

        /** As stored and written in the realm file. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Throws {@link IllegalArgumentException} for anything else than the four codes. */
        public static Content of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** All roles, at most 100. */
    public static final ClaimRules DEFAULT = new ClaimRules(Content.ROLES, List.of(), 100);

    public ClaimRules {
        filter = List.copyOf(filter);
    }

    public boolean admits(String name) {
        return filter.isEmpty() || filter.stream().anyMatch(name::startsWith);
    }
}
