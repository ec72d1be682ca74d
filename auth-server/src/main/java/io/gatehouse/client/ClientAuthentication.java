package io.gatehouse.client;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.stereotype.Component;

/**
 * How a client proves who it is (RFC 6749 section 2.3, OpenID Connect Core 9): replaces the library's converters and providers
 * with ours. The library's providers also check the PKCE verifier; ours don't, that is the code grant's task.
 */
@Component
public final class ClientAuthentication {

    private final List<AuthenticationProvider> providers;

    ClientAuthentication(
            ClientSecretProvider secrets, ClientAssertionProvider assertions, PublicClientProvider publicClients) {
        providers = List.of(secrets, assertions, publicClients);
    }

    /** Sets converters, providers and error answers of the library's client authentication filter. */
    public void configure(OAuth2ClientAuthenticationConfigurer configurer) {
        configurer
                .authenticationConverters(converters -> {
                    converters.clear();
                    converters.add(new ClientCredentialsConverter());
                })
                .authenticationProviders(present -> {
                    present.clear();
                    present.addAll(providers);
                })
                .errorResponseHandler(new ClientAuthenticationFailure());
    }
}
