package io.gatehouse.admin.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A point in time as a page shows it: for machines, and in the words of the viewer's language and zone. */
record Moment(String iso, String text) {

    static Moment of(Instant at, ZoneId zone, Locale locale) {
        DateTimeFormatter words = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone);
        String name = DateTimeFormatter.ofPattern("zzz", locale).withZone(zone).format(at);
        return new Moment(at.toString(), words.format(at) + " " + name);
    }
}
