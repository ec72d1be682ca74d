package io.gatehouse.logout;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The parameters of a logout request (OpenID Connect RP-Initiated Logout 1.0, 2). */
record LogoutRequest(
        @Nullable String idTokenHint,
        @Nullable String clientId,
        @Nullable String postLogoutRedirectUri,
        @Nullable String state) {

    /** Throws {@link IllegalArgumentException} when a parameter is given twice or is far too long. */
    static LogoutRequest parse(Map<String, String[]> parameters) {
        return new LogoutRequest(
                single(parameters, "id_token_hint", 8_192),
                single(parameters, "client_id", 255),
                single(parameters, "post_logout_redirect_uri", 2_048),
                single(parameters, "state", 2_048));
    }

    private static @Nullable String single(Map<String, String[]> parameters, String name, int maxLength) {
        String[] values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.length != 1 || values[0].length() > maxLength) {
            throw new IllegalArgumentException(name + " is given more than once or too long");
        }
        return values[0].isEmpty() ? null : values[0];
    }

    String query() {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("id_token_hint", idTokenHint);
        parameters.put("client_id", clientId);
        parameters.put("post_logout_redirect_uri", postLogoutRedirectUri);
        parameters.put("state", state);
        return parameters.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + UriUtils.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
