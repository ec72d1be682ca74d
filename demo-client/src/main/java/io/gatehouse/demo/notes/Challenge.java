package io.gatehouse.demo.notes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a Bearer challenge in a WWW-Authenticate header (RFC 6750 section 3, RFC 9470 section 3). */
record Challenge(Map<String, String> parameters) {

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*bearer\\s+");
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G\\s*,?\\s*([A-Za-z0-9_.-]{1,40})\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.){0,500})\"|([^\\s,\"]{1,500}))");

    static Challenge of(List<String> headers) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String header : headers) {
            Matcher scheme = SCHEME.matcher(header);
            if (scheme.find()) {
                Matcher parameter = PARAMETER.matcher(header.substring(scheme.end()));
                while (parameter.find()) {
                    String quoted = parameter.group(2);
                    String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                    found.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
                }
            }
        }
        return new Challenge(found);
    }

    String error() {
        return parameters.getOrDefault("error", "");
    }

    String description() {
        return parameters.getOrDefault("error_description", "");
    }

    List<String> acrValues() {
        return Arrays.stream(parameters.getOrDefault("acr_values", "").split(" "))
                .filter(value -> !value.isBlank())
                .limit(5)
                .toList();
    }

    @Nullable
    Integer maxAge() {
        String seconds = parameters.getOrDefault("max_age", "");
        return seconds.matches("\\d{1,9}") ? Integer.valueOf(seconds) : null;
    }
}
