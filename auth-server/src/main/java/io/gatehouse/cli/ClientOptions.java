package io.gatehouse.cli;

import io.gatehouse.client.ClientKeySource;
import io.gatehouse.client.ClientRegistration;
import io.gatehouse.client.ClientRights;
import io.gatehouse.client.ClientUris;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A new application by the kind that it is, with what most of that kind need. */
final class ClientOptions {

    /** Kinds of applications, with how they prove themselves and what they may ask for. */
    enum Kind {
        /** Has a server part that keeps a secret. */
        WEB("client_secret_basic", List.of("authorization_code", "refresh_token")),
        /** Runs in a browser or on a device: keeps no secret, shows PKCE. */
        PUBLIC("none", List.of("authorization_code", "refresh_token")),
        /** Acts for itself, with nobody at a browser. */
        SERVICE("client_secret_basic", List.of("client_credentials"));

        private final String method;
        private final List<String> grants;

        Kind(String method, List<String> grants) {
            this.method = method;
            this.grants = grants;
        }
    }

    @Parameters(paramLabel = "ID", description = "The identifier (client_id).")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What people see; the identifier unless given.")
    private @Nullable String name;

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "WEB", description = "web, public or service.")
    private Kind kind = Kind.WEB;

    @Option(names = "--redirect-uri", paramLabel = "URI", description = "Exact; may be repeated.")
    private @Nullable List<String> redirectUris;

    @Option(names = "--post-logout-redirect-uri", paramLabel = "URI", description = "Exact; may be repeated.")
    private @Nullable List<String> postLogoutUris;

    @Option(names = "--scope", paramLabel = "NAME", description = "May be repeated; openid unless given.")
    private @Nullable List<String> scopes;

    @Option(names = "--no-consent", description = "People are not asked: for applications of the house.")
    private boolean trusted;

    String id() {
        return id;
    }

    ClientRegistration registration() {
        List<String> usual = kind == Kind.SERVICE ? List.of() : List.of("openid");
        return new ClientRegistration(
                id,
                name == null ? id : name,
                new ClientRights(
                        List.of(kind.method),
                        kind.grants,
                        scopes == null ? usual : scopes,
                        kind != Kind.SERVICE,
                        !trusted && kind != Kind.SERVICE,
                        false),
                new ClientUris(all(redirectUris), all(postLogoutUris), null, null, null, null),
                ClientKeySource.NONE,
                List.of());
    }

    private static List<String> all(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }
}
