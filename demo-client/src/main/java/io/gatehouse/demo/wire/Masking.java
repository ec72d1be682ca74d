package io.gatehouse.demo.wire;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Shortens everything that could be replayed to its first characters, before it is kept or shown. */
public final class Masking {

    private static final Set<String> SECRETS = Set.of(
            "code",
            "code_verifier",
            "client_secret",
            "access_token",
            "refresh_token",
            "id_token",
            "id_token_hint",
            "token",
            "client_assertion",
            "assertion",
            "subject_token",
            "actor_token",
            "device_code",
            "password",
            "authorization",
            "dpop",
            "cookie",
            "set-cookie",
            "proxy-authorization");
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final int SHOWN = 6;
    private static final int LONGEST = 6_000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Masking() {}

    /** The first six characters, fewer when that would show more than a third. */
    public static String shorten(String secret) {
        return secret.substring(0, Math.min(SHOWN, secret.length() / 3)) + "…";
    }

    static String value(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!SECRETS.contains(lower)) {
            return text(value);
        }
        int space = value.indexOf(' ');
        return lower.endsWith("authorization") && space > 0
                ? value.substring(0, space + 1) + shorten(value.substring(space + 1))
                : shorten(value);
    }

    static List<Field> query(String url) {
        String query = URI.create(url).getRawQuery();
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(query.split("&", 60))
                .map(pair -> pair.split("=", 2))
                .map(pair -> Field.of(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : ""))
                .toList();
    }

    static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** A body as it may be shown: JSON indented and masked member by member, everything else as masked text. */
    static String body(String body, List<String> known) {
        String shown;
        try {
            shown = body.isBlank() ? "" : json(MAPPER.readTree(body));
        } catch (JacksonException e) {
            shown = text(body);
        }
        for (String secret : known) {
            shown = secret.length() < 8 ? shown : shown.replace(secret, shorten(secret));
        }
        return bounded(shown);
    }

    static String json(Object value) {
        JsonNode tree = value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(masked("", tree));
    }

    static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "\n… (the rest is not shown)" : text;
    }

    private static JsonNode masked(String name, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = MAPPER.createObjectNode();
                object.properties()
                        .forEach(entry -> copy.set(entry.getKey(), masked(entry.getKey(), entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = MAPPER.createArrayNode();
                array.forEach(element -> copy.add(masked(name, element)));
                yield copy;
            }
            case StringNode string -> StringNode.valueOf(value(name, string.stringValue()));
            default -> node;
        };
    }

    private static String text(String text) {
        return JWT.matcher(text).replaceAll(match -> shorten(match.group()));
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    static boolean isSecret(@Nullable String name) {
        return name != null && SECRETS.contains(name.toLowerCase(Locale.ROOT));
    }
}
