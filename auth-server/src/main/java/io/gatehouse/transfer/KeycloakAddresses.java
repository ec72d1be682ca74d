package io.gatehouse.transfer;

import io.gatehouse.client.ClientUris;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The addresses of a Keycloak client. Those with a wildcard would let anybody's page of that server receive codes. */
final class KeycloakAddresses {

    private final Findings findings;
    private final String place;
    private final String client;

    KeycloakAddresses(Findings findings, String place, String client) {
        this.findings = findings;
        this.place = place;
        this.client = client;
    }

    ClientUris of(JsonNode node) {
        String root = Json.text(node, "rootUrl", "");
        List<String> redirects = exact("redirect_uris", root, Json.texts(node.path("redirectUris")));
        JsonNode attributes = node.path("attributes");
        return new ClientUris(
                redirects,
                postLogout(attributes, root, redirects),
                link(node, "baseUrl"),
                link(attributes, "logoUri"),
                link(attributes, "policyUri"),
                link(attributes, "tosUri"));
    }

    private List<String> postLogout(JsonNode attributes, String root, List<String> redirects) {
        String text = Json.text(attributes, "post.logout.redirect.uris", "");
        if (text.isEmpty() || text.equals("-")) {
            return List.of();
        }
        List<String> listed = new ArrayList<>(Arrays.asList(text.split("##")));
        Set<String> all = new LinkedHashSet<>();
        if (listed.remove("+")) {
            all.addAll(redirects);
        }
        all.addAll(exact("post_logout_redirect_uris", root, listed));
        return List.copyOf(all);
    }

    private List<String> exact(String key, String root, List<String> addresses) {
        List<String> exact = new ArrayList<>();
        for (String address : addresses) {
            if (address.indexOf('*') >= 0) {
                leaveOut(
                        "wildcard_redirect",
                        key + " " + address
                                + " has a wildcard and is not taken. Name each address that the application uses.");
            } else if (address.startsWith("/") && (root.isEmpty() || root.startsWith("$"))) {
                leaveOut(
                        "relative_redirect", key + " " + address + " is relative to no address that the export names.");
            } else {
                exact.add(address.startsWith("/") ? root.replaceAll("/+$", "") + address : address);
            }
        }
        return exact.stream().distinct().toList();
    }

    private static @Nullable String link(JsonNode node, String key) {
        String text = Json.text(node, key, "");
        return text.startsWith("https://") && text.indexOf('*') < 0 ? text : null;
    }

    private void leaveOut(String code, String reason) {
        findings.leaveOut(ItemKind.CLIENT, place, client, code, Findings.shown(reason));
    }
}
