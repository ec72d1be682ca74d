package io.gatehouse.admin.console;

import io.gatehouse.client.ClaimRules;
import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import io.gatehouse.client.TokenRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** An application's settings as somebody fills them in: kept as text, so that a form comes back as it was sent. */
record ClientForm(
        String clientId,
        String name,
        List<String> methods,
        List<String> grants,
        List<String> scopes,
        Switches switches,
        Places places,
        Tokens tokens) {

    /** What is on or off. */
    record Switches(boolean pkce, boolean consent, boolean secondFactor, boolean introspect) {}

    /** Addresses, one a line, and where the keys are. */
    record Places(String redirects, String postLogout, String jwksUri, String jwks) {}

    /** How long tokens live and what they say. */
    record Tokens(String access, String idle, String max, String content, String filter, String most) {}

    ClientForm {
        methods = List.copyOf(methods);
        grants = List.copyOf(grants);
        scopes = List.copyOf(scopes);
    }

    static ClientForm of(ClientRegistration client) {
        ClientRights rights = client.rights();
        TokenRules tokens = client.tokens();
        return new ClientForm(
                client.id(),
                client.name(),
                rights.authenticationMethods(),
                rights.grantTypes(),
                rights.scopes(),
                new Switches(
                        rights.requirePkce(), rights.requireConsent(), rights.secondFactor(), rights.mayIntrospect()),
                new Places(
                        String.join("\n", client.uris().redirectUris()),
                        String.join("\n", client.uris().postLogoutRedirectUris()),
                        text(client.keys().jwksUri()),
                        text(client.keys().jwks())),
                new Tokens(
                        Span.text(tokens.accessTokenLifetime()),
                        Span.text(tokens.refreshTokenIdle()),
                        Span.text(tokens.refreshTokenMax()),
                        tokens.claims().content().code(),
                        String.join("\n", tokens.claims().filter()),
                        Integer.toString(tokens.claims().most())));
    }

    static ClientForm of(MultiValueMap<String, String> sent) {
        return new ClientForm(
                one(sent, "client_id"),
                one(sent, "name"),
                all(sent, "methods"),
                all(sent, "grants"),
                all(sent, "scopes"),
                new Switches(on(sent, "pkce"), on(sent, "consent"), on(sent, "second_factor"), on(sent, "introspect")),
                new Places(one(sent, "redirects"), one(sent, "post_logout"), one(sent, "jwks_uri"), one(sent, "jwks")),
                new Tokens(
                        one(sent, "access"),
                        one(sent, "idle"),
                        one(sent, "max"),
                        one(sent, "content"),
                        one(sent, "filter"),
                        one(sent, "most")));
    }

    /** The application as the form wants it; what no field is about, and what can't be read, stays as it is. */
    ClientRegistration over(ClientRegistration before) {
        ClientRights rights = new ClientRights(
                methods,
                grants,
                scopes,
                switches.pkce(),
                switches.consent(),
                switches.introspect(),
                switches.secondFactor());
        ClientUris uris = before.uris();
        return new ClientRegistration(
                before.id(),
                name,
                rights,
                new ClientUris(
                        lines(places.redirects()),
                        lines(places.postLogout()),
                        uris.clientUri(),
                        uris.logoUri(),
                        uris.policyUri(),
                        uris.tosUri()),
                new ClientKeySource(
                        filled(places.jwks()),
                        filled(places.jwksUri()),
                        before.keys().signingAlgorithm()),
                tokens(before.tokens()),
                List.of(),
                before.disabled());
    }

    private TokenRules tokens(TokenRules before) {
        ClaimRules claims = before.claims();
        return new TokenRules(
                before.accessTokenAlgorithm(),
                before.idTokenAlgorithm(),
                span(tokens.access(), before.accessTokenLifetime()),
                span(tokens.idle(), before.refreshTokenIdle()),
                span(tokens.max(), before.refreshTokenMax()),
                new ClaimRules(
                        content().orElse(claims.content()), lines(tokens.filter()), number().orElse(claims.most())));
    }

    /** The names of the fields of which nothing can be made, in the words of the registration's rules. */
    List<String> unreadable() {
        List<String> names = new ArrayList<>();
        note(names, "access_token_seconds", Span.parse(tokens.access()));
        note(names, "refresh_token_idle_seconds", Span.parse(tokens.idle()));
        note(names, "refresh_token_max_seconds", Span.parse(tokens.max()));
        note(names, "claims", content());
        note(names, "max_claims", number());
        return names;
    }

    private static void note(List<String> names, String name, Optional<?> value) {
        if (value.isEmpty()) {
            names.add(name);
        }
    }

    private Optional<ClaimRules.Content> content() {
        return Stream.of(ClaimRules.Content.values())
                .filter(one -> one.code().equals(tokens.content()))
                .findFirst();
    }

    private Optional<Integer> number() {
        return tokens.most().matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(tokens.most())) : Optional.empty();
    }

    private static Duration span(String text, Duration otherwise) {
        return Span.parse(text).orElse(otherwise);
    }

    static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        return text(sent.getFirst(name)).strip();
    }

    private static List<String> all(MultiValueMap<String, String> sent, String name) {
        return sent.getOrDefault(name, List.of()).stream().distinct().toList();
    }

    private static boolean on(MultiValueMap<String, String> sent, String name) {
        return "true".equals(sent.getFirst(name));
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
