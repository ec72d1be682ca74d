package io.gatehouse.client;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * How a client proves who it is (RFC 6749 section 2.3, OpenID Connect Core 9): our converter and providers for the
 * library's client authentication filter. The library's providers also check the PKCE verifier; ours don't, that is the code grant's task.
 */
@Component
public final class ClientAuthentication {

    /** With what a client may sign its assertions, as discovery lists it. */
    public static final List<String> ASSERTION_ALGORITHMS = List.of("ES256", "RS256", "PS256", "EdDSA");

    private final List<AuthenticationProvider> providers;

    ClientAuthentication(
            ClientSecretProvider secrets, ClientAssertionProvider assertions, PublicClientProvider publicClients) {
        providers = List.of(secrets, assertions, publicClients);
    }

    /** Reads the credentials of any supported method from a request; null when there are none. */
    public AuthenticationConverter converter() {
        return new ClientCredentialsConverter();
    }

    /** One provider for each method. */
    public List<AuthenticationProvider> providers() {
        return providers;
    }

    /** Answers a client that could not prove who it is. */
    public AuthenticationFailureHandler failureHandler() {
        return new ClientAuthenticationFailure();
    }
}
