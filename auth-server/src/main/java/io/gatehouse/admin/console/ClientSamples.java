package io.gatehouse.admin.console;

import io.gatehouse.client.ClientRegistration;
import java.util.List;

/** Configuration to copy into an application, for the libraries that are met most. */
final class ClientSamples {

    private ClientSamples() {}

    /** The text for one library. The secret is never part of it. */
    record Sample(String name, String text) {}

    static List<Sample> of(ClientRegistration client, String issuer) {
        boolean secret = client.usesSecret();
        String redirect = client.uris().redirectUris().isEmpty()
                ? "https://app.example.com/callback"
                : client.uris().redirectUris().getFirst();
        String scopes = String.join(" ", client.rights().scopes());
        return List.of(
                new Sample(
                        "Spring Boot",
                        fill(SPRING + (secret ? SPRING_SECRET : SPRING_PUBLIC), client, issuer, redirect, scopes)),
                new Sample("Node.js (openid-client)", fill(NODE, client, issuer, redirect, scopes)),
                new Sample("Python (Authlib)", fill(PYTHON, client, issuer, redirect, scopes)),
                new Sample("Go (go-oidc)", fill(GO, client, issuer, redirect, scopes)),
                new Sample("Apache (mod_auth_openidc)", fill(APACHE, client, issuer, redirect, scopes)));
    }

    private static String fill(String text, ClientRegistration client, String issuer, String redirect, String scopes) {
        return text.replace("{issuer}", issuer)
                .replace("{id}", client.id())
                .replace("{redirect}", redirect)
                .replace("{scopes}", scopes)
                .replace("{list}", scopes.replace(' ', ','));
    }

    private static final String SPRING = """
            spring:
              security:
                oauth2:
                  client:
                    provider:
                      gatehouse:
                        issuer-uri: {issuer}
                    registration:
                      gatehouse:
                        client-id: "{id}"
                        redirect-uri: "{redirect}"
                        scope: "{list}"
            """;

    private static final String SPRING_SECRET = "            client-secret: ${CLIENT_SECRET}\n";

    private static final String SPRING_PUBLIC = "            client-authentication-method: none\n";

    private static final String NODE = """
            import * as client from 'openid-client'

            const config = await client.discovery(
              new URL('{issuer}'), '{id}', process.env.CLIENT_SECRET)
            const verifier = client.randomPKCECodeVerifier()
            const url = client.buildAuthorizationUrl(config, {
              redirect_uri: '{redirect}',
              scope: '{scopes}',
              code_challenge: await client.calculatePKCECodeChallenge(verifier),
              code_challenge_method: 'S256',
            })
            """;

    private static final String PYTHON = """
            oauth.register(
                name='gatehouse',
                server_metadata_url='{issuer}/.well-known/openid-configuration',
                client_id='{id}',
                client_secret=os.environ.get('CLIENT_SECRET'),
                client_kwargs={'scope': '{scopes}', 'code_challenge_method': 'S256'},
            )
            """;

    private static final String GO = """
            provider, err := oidc.NewProvider(ctx, "{issuer}")
            config := oauth2.Config{
                ClientID:     "{id}",
                ClientSecret: os.Getenv("CLIENT_SECRET"),
                Endpoint:     provider.Endpoint(),
                RedirectURL:  "{redirect}",
                Scopes:       strings.Fields("{scopes}"),
            }
            verifier := oauth2.GenerateVerifier()
            url := config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier))
            """;

    private static final String APACHE = """
            OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
            OIDCClientID "{id}"
            OIDCClientSecret "exec:/usr/local/bin/print-client-secret"
            OIDCRedirectURI "{redirect}"
            OIDCScope "{scopes}"
            OIDCPKCEMethod S256
            """;
}
