package io.gatehouse.realm;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills <code>${NAME}</code> and <code>${NAME:default}</code> from the environment; <code>$${</code> stands for itself. */
final class Placeholders {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$(\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Lookup environment;

    Placeholders(Lookup environment) {
        this.environment = environment;
    }

    String fill(String text, Consumer<String> missing) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(match -> {
            if (match.group(1) != null) {
                return Matcher.quoteReplacement("${");
            }
            String value = environment.get(match.group(2));
            if (value == null || value.isEmpty()) {
                value = match.group(3);
            }
            if (value == null) {
                missing.accept(match.group(2));
                value = "";
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Where values come from. */
    interface Lookup {
        @Nullable
        String get(String name);
    }
}
