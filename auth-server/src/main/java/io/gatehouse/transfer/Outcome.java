package io.gatehouse.transfer;

import java.util.Locale;

/** What an import does, or in a dry run would do, with one item of the file. */
public enum Outcome {
    NEW,
    CHANGED,
    SAME,
    REFUSED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
