package io.gatehouse.admin.console;

import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.TokenRules;
import io.gatehouse.token.ScopeUse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How safely an application is set up (RFC 9700), as a letter, and what would make it better. */
record ClientGrade(String letter, List<Finding> findings) {

    private static final Duration OLD_SECRET = Duration.ofDays(365);
    private static final Duration LONG_ACCESS = Duration.ofHours(1);
    private static final Duration LONG_REFRESH = Duration.ofDays(180);
    private static final Duration SETTLED = Duration.ofDays(30);
    private static final int ENOUGH_GRANTS = 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    ClientGrade {
        findings = List.copyOf(findings);
    }

    /** How far back grants are looked at for scopes that nobody asks for. */
    static final Duration LOOKED_BACK = Duration.ofDays(90);

    static ClientGrade of(ClientDetails client, ScopeUse use, Instant now) {
        List<Finding> findings = new ArrayList<>();
        proof(client.registration().rights(), findings);
        addresses(client.registration(), findings);
        secrets(client, now, findings);
        tokens(client.registration(), findings);
        unused(client, use, now, findings);
        return new ClientGrade(letter(findings), findings);
    }

    public boolean low() {
        return letter.compareTo("C") > 0;
    }

    private static String letter(List<Finding> findings) {
        long serious = findings.stream().filter(Finding::serious).count();
        if (serious > 0) {
            return serious > 1 ? "F" : "D";
        }
        return switch (findings.size()) {
            case 0 -> "A";
            case 1 -> "B";
            default -> "C";
        };
    }

    /** RFC 9700 section 2.1.1: PKCE for public clients is a must, for others recommended. */
    private static void proof(ClientRights rights, List<Finding> findings) {
        boolean code = rights.grantTypes().contains("authorization_code");
        boolean open = rights.authenticationMethods().contains("none");
        if (code && !rights.requirePkce()) {
            findings.add(new Finding("pkce", open, ""));
        }
        if (rights.authenticationMethods().contains("client_secret_post")) {
            findings.add(new Finding("secret-post", false, ""));
        }
        if (open && rights.authenticationMethods().size() > 1) {
            findings.add(new Finding("mixed", true, ""));
        }
        if (rights.scopes().contains("offline_access") && !rights.grantTypes().contains("refresh_token")) {
            findings.add(new Finding("offline", false, ""));
        }
    }

    /** RFC 9700 section 4.1. */
    private static void addresses(ClientRegistration client, List<Finding> findings) {
        for (String text : client.uris().redirectUris()) {
            if (text.indexOf('*') >= 0) {
                findings.add(new Finding("wildcard", true, text));
            } else if (plainHttp(text)) {
                findings.add(new Finding("http", true, text));
            }
        }
    }

    private static boolean plainHttp(String text) {
        if (!text.toLowerCase(Locale.ROOT).startsWith("http://")) {
            return false;
        }
        @Nullable String host;
        try {
            host = URI.create(text).getHost();
        } catch (IllegalArgumentException e) {
            return true;
        }
        return host == null || !LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static void secrets(ClientDetails client, Instant now, List<Finding> findings) {
        long live = client.secrets().stream().filter(one -> live(one, now)).count();
        boolean old = client.secrets().stream()
                .anyMatch(one ->
                        live(one, now) && one.createdAt().plus(OLD_SECRET).isBefore(now));
        if (old) {
            findings.add(new Finding("old-secret", false, ""));
        }
        if (live > 2) {
            findings.add(new Finding("many-secrets", false, Long.toString(live)));
        }
        if (client.registration().usesSecret() && live == 0) {
            findings.add(new Finding("no-secret", false, ""));
        }
    }

    /**
     * Scopes that none of the latest grants carries. Tokens that an application gets for itself leave no grant, and settings that
     * are new had no time to be used: of those nothing is said.
     */
    private static void unused(ClientDetails client, ScopeUse use, Instant now, List<Finding> findings) {
        ClientRights rights = client.registration().rights();
        if (use.grants() < ENOUGH_GRANTS
                || client.updatedAt().plus(SETTLED).isAfter(now)
                || rights.grantTypes().contains("client_credentials")) {
            return;
        }
        String unused = rights.scopes().stream()
                .filter(scope -> !use.scopes().contains(scope))
                .collect(Collectors.joining(" "));
        if (!unused.isEmpty()) {
            findings.add(new Finding("unused-scopes", false, unused));
        }
    }

    static boolean live(ClientDetails.SecretInfo secret, Instant now) {
        Instant end = secret.expiresAt();
        return end == null || end.isAfter(now);
    }

    private static void tokens(ClientRegistration client, List<Finding> findings) {
        TokenRules rules = client.tokens();
        if (rules.accessTokenLifetime().compareTo(LONG_ACCESS) > 0) {
            findings.add(new Finding("long-access", false, ""));
        }
        if (rules.refreshTokenMax().compareTo(LONG_REFRESH) > 0) {
            findings.add(new Finding("long-refresh", false, ""));
        }
    }
}
