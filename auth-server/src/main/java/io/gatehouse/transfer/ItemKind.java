package io.gatehouse.transfer;

import java.util.Locale;

/** What an import brings, in the order in which it is taken. */
public enum ItemKind {
    SCOPE,
    CLIENT,
    PERMISSION,
    ROLE,
    GROUP,
    PERSON;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
