package io.gatehouse.client;

import java.util.List;

/** Everything that is declared about a client, in the words of RFC 7591; {@link ClientService#save} checks and stores it. */
public record ClientRegistration(
        String id,
        String name,
        ClientRights rights,
        ClientUris uris,
        ClientKeySource keys,
        TokenRules tokens,
        List<SecretSource> secrets,
        boolean disabled) {

    public ClientRegistration {
        secrets = List.copyOf(secrets);
    }

    /** An enabled client with default token rules. */
    public ClientRegistration(
            String id,
            String name,
            ClientRights rights,
            ClientUris uris,
            ClientKeySource keys,
            List<SecretSource> secrets) {
        this(id, name, rights, uris, keys, TokenRules.DEFAULT, secrets, false);
    }

    /** Whether the client may prove itself by a secret. */
    public boolean usesSecret() {
        return rights.authenticationMethods().stream().anyMatch(method -> method.startsWith("client_secret_"));
    }
}
