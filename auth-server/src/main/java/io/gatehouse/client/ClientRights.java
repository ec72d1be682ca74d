package io.gatehouse.client;

import java.util.List;

/**
 * How a client authenticates and what it may ask for.
 *
 * @param secondFactor whether people must show a second factor to sign in to it
 */
public record ClientRights(
        List<String> authenticationMethods,
        List<String> grantTypes,
        List<String> scopes,
        boolean requirePkce,
        boolean requireConsent,
        boolean mayIntrospect,
        boolean secondFactor) {

    /** Rights of a client that is content with the factors that people chose. */
    public ClientRights(
            List<String> authenticationMethods,
            List<String> grantTypes,
            List<String> scopes,
            boolean requirePkce,
            boolean requireConsent,
            boolean mayIntrospect) {
        this(authenticationMethods, grantTypes, scopes, requirePkce, requireConsent, mayIntrospect, false);
    }

    public ClientRights {
        authenticationMethods = List.copyOf(authenticationMethods);
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
    }
}
