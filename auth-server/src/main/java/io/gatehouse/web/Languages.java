package io.gatehouse.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages that pages and mails are written in. English stands in for what is missing. */
public final class Languages {

    /** BCP 47 tags in the order in which people are offered them. */
    public static final List<String> TAGS = List.of("en", "de", "fr", "es", "pt", "ja", "ar");

    private static final int LONGEST = 200;

    private Languages() {}

    /** The first of some tags, separated by spaces (OpenID Connect Core 3.1.2.1, ui_locales), that we can speak. */
    public static Optional<Locale> best(@Nullable String tags) {
        if (tags == null || tags.length() > LONGEST) {
            return Optional.empty();
        }
        return Arrays.stream(tags.split(" "))
                .map(Languages::known)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Our language that is the same as the wanted one but for region and script, or null. */
    static @Nullable Locale known(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return TAGS.contains(language) ? Locale.of(language) : null;
    }
}
