package io.gatehouse.transfer;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that can be imported. */
public enum ImportFormat {
    /** A realm as {@code kc.sh export} writes it. */
    KEYCLOAK,
    /** What {@code manage.py dumpdata auth} prints. */
    DJANGO,
    /** One person a row, under a row of column names. */
    CSV,
    /** Our own export. */
    GATEHOUSE;

    /** The format of that name, as commands and pages spell it. */
    public static Optional<ImportFormat> of(String name) {
        return Stream.of(values()).filter(format -> format.code().equals(name)).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
