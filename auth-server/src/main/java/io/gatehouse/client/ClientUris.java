package io.gatehouse.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every address of a client's registration (RFC 7591 section 2), as registered: compared as text, never normalised. */
public record ClientUris(
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String clientUri,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String tosUri) {

    public static final ClientUris NONE = new ClientUris(List.of(), List.of(), null, null, null, null);

    public ClientUris {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }

    /** Addresses of a web application without links. */
    public static ClientUris redirect(List<String> redirectUris, List<String> postLogoutRedirectUris) {
        return new ClientUris(redirectUris, postLogoutRedirectUris, null, null, null, null);
    }
}
