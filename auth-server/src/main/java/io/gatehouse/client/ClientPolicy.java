package io.gatehouse.client;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/**
 * Gatehouse's own settings of a client, carried inside the library's {@link RegisteredClient}: signature algorithms, token
 * lifetimes, the right to introspect foreign tokens, whether people need a second factor for it, what its tokens say of roles, and the
 * links that pages show.
 */
public record ClientPolicy(
        JWSAlgorithm accessTokenAlgorithm,
        JWSAlgorithm idTokenAlgorithm,
        Duration accessTokenLifetime,
        Duration refreshTokenIdle,
        Duration refreshTokenMax,
        boolean mayIntrospect,
        boolean secondFactor,
        ClaimRules claims,
        @Nullable URI clientUri,
        @Nullable URI logoUri,
        @Nullable URI policyUri,
        @Nullable URI tosUri) {

    private static final String SETTING = "gatehouse.policy";

    private static final ClientPolicy DEFAULT = new ClientPolicy(
            JWSAlgorithm.ES256,
            JWSAlgorithm.RS256,
            TokenRules.DEFAULT.accessTokenLifetime(),
            TokenRules.DEFAULT.refreshTokenIdle(),
            TokenRules.DEFAULT.refreshTokenMax(),
            false,
            false,
            ClaimRules.DEFAULT,
            null,
            null,
            null,
            null);

    /** The policy that was written into the client's settings, or the defaults. */
    public static ClientPolicy of(RegisteredClient client) {
        @Nullable ClientPolicy policy = client.getClientSettings().getSetting(SETTING);
        return policy == null ? DEFAULT : policy;
    }

    /** Puts this policy where {@link #of} finds it. */
    public void writeTo(ClientSettings.Builder settings) {
        settings.setting(SETTING, this);
    }
}
