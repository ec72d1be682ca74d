package io.gatehouse.client;

import java.util.List;

/** How a client authenticates and what it may ask for. */
public record ClientRights(
        List<String> authenticationMethods,
        List<String> grantTypes,
        List<String> scopes,
        boolean requirePkce,
        boolean requireConsent,
        boolean mayIntrospect) {

    public ClientRights {
        authenticationMethods = List.copyOf(authenticationMethods);
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
    }
}
