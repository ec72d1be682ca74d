package io.gatehouse.admin.console;

import io.gatehouse.client.ClientRegistration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Configuration to copy into an application, for the libraries that are met most. */
final class ClientSamples {

    private ClientSamples() {}

    /** The text for one library. The secret is never part of it. */
    record Sample(String name, String text) {}

    static List<Sample> of(ClientRegistration client, String issuer) {
        Filler filler = new Filler(client, issuer);
        if (!client.rights().grantTypes().contains("authorization_code")) {
            return List.of(
                    filler.sample("curl", SERVICE_CURL),
                    filler.sample("Spring Boot", SERVICE_SPRING),
                    filler.sample("Node.js (openid-client)", SERVICE_NODE),
                    filler.sample("Python (Authlib)", SERVICE_PYTHON),
                    filler.sample("Go (clientcredentials)", SERVICE_GO));
        }
        return List.of(
                filler.sample("Spring Boot", SPRING),
                filler.sample("Node.js (openid-client)", NODE),
                filler.sample("Python (Authlib)", PYTHON),
                filler.sample("Go (go-oidc)", GO),
                filler.sample("Apache (mod_auth_openidc)", APACHE));
    }

    /**
     * Puts an application's own values into a text. A line that begins with {@code secret|}, {@code key|} or {@code open|} is
     * only for applications that prove themselves so, or not at all.
     */
    private record Filler(ClientRegistration client, String issuer) {

        private static final Pattern MARK = Pattern.compile("(secret|key|open)\\|(.*)", Pattern.DOTALL);

        Sample sample(String name, String text) {
            String scopes = String.join(" ", client.rights().scopes());
            String redirect = client.uris().redirectUris().isEmpty()
                    ? "https://app.example.com/callback"
                    : client.uris().redirectUris().getFirst();
            return new Sample(
                    name,
                    text.lines()
                            .flatMap(this::line)
                            .collect(Collectors.joining("\n", "", "\n"))
                            .replace("{issuer}", issuer)
                            .replace("{id}", client.id())
                            .replace("{redirect}", redirect)
                            .replace("{scopes}", scopes)
                            .replace("{list}", scopes.replace(' ', ',')));
        }

        private Stream<String> line(String line) {
            Matcher mark = MARK.matcher(line);
            if (!mark.matches()) {
                return Stream.of(line);
            }
            return mark.group(1).equals(proof()) ? Stream.of(mark.group(2)) : Stream.empty();
        }

        private String proof() {
            if (client.usesSecret()) {
                return "secret";
            }
            return client.rights().authenticationMethods().contains("none") ? "open" : "key";
        }
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
            secret|            client-secret: ${CLIENT_SECRET}
            open|            client-authentication-method: none
            key|            client-authentication-method: private_key_jwt
                        redirect-uri: "{redirect}"
                        scope: "{list}"
            """;

    private static final String NODE = """
            import * as client from 'openid-client'

            const config = await client.discovery(
            secret|  new URL('{issuer}'), '{id}', process.env.CLIENT_SECRET)
            open|  new URL('{issuer}'), '{id}', undefined, client.None())
            key|  new URL('{issuer}'), '{id}', undefined, client.PrivateKeyJwt(privateKey))
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
            secret|    client_secret=os.environ['CLIENT_SECRET'],
            key|    client_secret=private_key_pem,
            key|    client_auth_methods=[PrivateKeyJWT('{issuer}/oauth2/token')],
                client_kwargs={
                    'scope': '{scopes}',
                    'code_challenge_method': 'S256',
            open|        'token_endpoint_auth_method': 'none',
            key|        'token_endpoint_auth_method': 'private_key_jwt',
                },
            )
            """;

    private static final String GO = """
            provider, err := oidc.NewProvider(ctx, "{issuer}")
            config := oauth2.Config{
                ClientID:     "{id}",
            secret|    ClientSecret: os.Getenv("CLIENT_SECRET"),
            key|    // golang.org/x/oauth2 has no private_key_jwt: send client_assertion with Exchange
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
            secret|OIDCClientSecret "exec:/usr/local/bin/print-client-secret"
            open|OIDCProviderTokenEndpointAuth none
            key|OIDCProviderTokenEndpointAuth private_key_jwt
            OIDCRedirectURI "{redirect}"
            OIDCScope "{scopes}"
            OIDCPKCEMethod S256
            """;

    private static final String SERVICE_CURL = """
            curl {issuer}/oauth2/token \\
            secret|  --user "{id}:$CLIENT_SECRET" \\
            key|  --data client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
            key|  --data-urlencode "client_assertion=$CLIENT_ASSERTION" \\
              --data grant_type=client_credentials \\
              --data-urlencode "scope={scopes}"
            """;

    private static final String SERVICE_SPRING = """
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
            secret|            client-secret: ${CLIENT_SECRET}
            key|            client-authentication-method: private_key_jwt
                        authorization-grant-type: client_credentials
                        scope: "{list}"
            """;

    private static final String SERVICE_NODE = """
            import * as client from 'openid-client'

            const config = await client.discovery(
            secret|  new URL('{issuer}'), '{id}', process.env.CLIENT_SECRET)
            key|  new URL('{issuer}'), '{id}', undefined, client.PrivateKeyJwt(privateKey))
            const tokens = await client.clientCredentialsGrant(config, { scope: '{scopes}' })
            """;

    private static final String SERVICE_PYTHON = """
            session = OAuth2Session(
                '{id}',
            secret|    os.environ['CLIENT_SECRET'],
            key|    private_key_pem, token_endpoint_auth_method='private_key_jwt',
                scope='{scopes}')
            key|session.register_client_auth_method(PrivateKeyJWT('{issuer}/oauth2/token'))
            token = session.fetch_token('{issuer}/oauth2/token', grant_type='client_credentials')
            """;

    private static final String SERVICE_GO = """
            config := clientcredentials.Config{
                ClientID:     "{id}",
            secret|    ClientSecret: os.Getenv("CLIENT_SECRET"),
            key|    // golang.org/x/oauth2 has no private_key_jwt: put client_assertion into EndpointParams
                TokenURL:     "{issuer}/oauth2/token",
                Scopes:       strings.Fields("{scopes}"),
            }
            client := config.Client(ctx)
            """;
}
