package io.gatehouse.consent;

import io.gatehouse.signin.Interactions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What the consent page asks about, read from the way back to the authorization request. Nothing here is trusted: the
 * authorization endpoint checks the request again when the person returns to it.
 */
record ConsentRequest(String clientId, Set<String> scopes, String redirectUri, String wayBack) {

    /** Throws {@link IllegalArgumentException} when it is not a way back, or a parameter is missing or doubled. */
    static ConsentRequest parse(String wayBack) {
        var parameters = UriComponentsBuilder.newInstance()
                .query(Interactions.query(wayBack))
                .build()
                .getQueryParams();
        return new ConsentRequest(
                single(parameters.get("client_id")),
                new TreeSet<>(Arrays.asList(single(parameters.get("scope")).split(" "))),
                parameters.containsKey("redirect_uri") ? single(parameters.get("redirect_uri")) : "",
                wayBack);
    }

    private static String single(@Nullable List<String> values) {
        if (values == null || values.size() != 1) {
            throw new IllegalArgumentException("a parameter is missing or doubled");
        }
        return UriUtils.decode(values.getFirst(), StandardCharsets.UTF_8);
    }
}
