package io.gatehouse.client;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
final class JdbcClients {

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcClients(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The enabled client with its secrets, in one statement. */
    @Nullable
    ClientEntry find(String clientId) {
        return jdbc.sql("""
                        select c.*, s.ids, s.hashes, s.declared, s.expiries
                        from client c
                        left join lateral (
                            select array_agg(id order by id) as ids, array_agg(hash order by id) as hashes,
                                   array_agg(declared order by id) as declared,
                                   array_agg(extract(epoch from expires_at)::bigint order by id) as expiries
                            from client_secret where client_id = c.id) s on true
                        where c.id = :id and not c.disabled
                        """)
                .param("id", clientId)
                .query(JdbcClients::entry)
                .optional()
                .orElse(null);
    }

    boolean exists(String clientId) {
        return jdbc.sql("select exists(select from client where id = :id)")
                .param("id", clientId)
                .query(Boolean.class)
                .single();
    }

    List<String> ids() {
        return jdbc.sql("select id from client order by id").query(String.class).list();
    }

    /** Writes only what differs, so that an unchanged registration wakes no other node. */
    boolean upsert(ClientRegistration client) {
        return write(INSERT + UPDATE, client);
    }

    /** False when the id is taken. */
    boolean insert(ClientRegistration client) {
        return write(INSERT + "on conflict (id) do nothing", client);
    }

    private boolean write(String sql, ClientRegistration client) {
        ClientRights rights = client.rights();
        ClientUris uris = client.uris();
        TokenRules tokens = client.tokens();
        return jdbc.sql(sql)
                        .param("id", client.id())
                        .param("name", client.name())
                        .param("methods", array(rights.authenticationMethods()))
                        .param("grants", array(rights.grantTypes()))
                        .param("redirects", array(uris.redirectUris()))
                        .param("postLogout", array(uris.postLogoutRedirectUris()))
                        .param("scopes", array(rights.scopes()))
                        .param("jwks", client.keys().jwks())
                        .param("jwksUri", client.keys().jwksUri())
                        .param("signingAlg", client.keys().signingAlgorithm())
                        .param("pkce", rights.requirePkce())
                        .param("consent", rights.requireConsent())
                        .param("introspect", rights.mayIntrospect())
                        .param("secondFactor", rights.secondFactor())
                        .param("accessAlg", tokens.accessTokenAlgorithm())
                        .param("idAlg", tokens.idTokenAlgorithm())
                        .param("accessSeconds", tokens.accessTokenLifetime().toSeconds())
                        .param("idleSeconds", tokens.refreshTokenIdle().toSeconds())
                        .param("maxSeconds", tokens.refreshTokenMax().toSeconds())
                        .param("claims", tokens.claims().content().code())
                        .param("filter", array(tokens.claims().filter()))
                        .param("mostClaims", tokens.claims().most())
                        .param("clientUri", uris.clientUri())
                        .param("logoUri", uris.logoUri())
                        .param("policyUri", uris.policyUri())
                        .param("tosUri", uris.tosUri())
                        .param("disabled", client.disabled())
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The redirect URIs of all enabled public clients. */
    List<String> publicRedirectUris() {
        return jdbc.sql("""
                        select distinct unnest(redirect_uris) from client
                        where 'none' = any (authentication_methods) and not disabled
                        """).query(String.class).list();
    }

    private static final String INSERT = """
            insert into client as c (id, name, authentication_methods, grant_types, redirect_uris,
                post_logout_redirect_uris, scopes, jwks, jwks_uri, token_endpoint_auth_signing_alg, require_pkce,
                require_consent, may_introspect, second_factor, access_token_alg, id_token_alg, access_token_seconds,
                refresh_token_idle_seconds, refresh_token_max_seconds, claims, role_filter, max_claims, client_uri, logo_uri, policy_uri, tos_uri,
                disabled, created_at, updated_at)
            values (:id, :name, :methods, :grants, :redirects, :postLogout, :scopes, cast(:jwks as jsonb), :jwksUri,
                :signingAlg, :pkce, :consent, :introspect, :secondFactor, :accessAlg, :idAlg, :accessSeconds, :idleSeconds,
                :maxSeconds, :claims, :filter, :mostClaims, :clientUri, :logoUri, :policyUri, :tosUri, :disabled, :now, :now)
            """;

    private static final String UPDATE = """
            on conflict (id) do update set
                name = excluded.name, authentication_methods = excluded.authentication_methods,
                grant_types = excluded.grant_types, redirect_uris = excluded.redirect_uris,
                post_logout_redirect_uris = excluded.post_logout_redirect_uris, scopes = excluded.scopes,
                jwks = excluded.jwks, jwks_uri = excluded.jwks_uri,
                token_endpoint_auth_signing_alg = excluded.token_endpoint_auth_signing_alg,
                require_pkce = excluded.require_pkce, require_consent = excluded.require_consent,
                may_introspect = excluded.may_introspect, second_factor = excluded.second_factor, access_token_alg = excluded.access_token_alg,
                id_token_alg = excluded.id_token_alg, access_token_seconds = excluded.access_token_seconds,
                refresh_token_idle_seconds = excluded.refresh_token_idle_seconds,
                refresh_token_max_seconds = excluded.refresh_token_max_seconds, client_uri = excluded.client_uri,
                claims = excluded.claims, role_filter = excluded.role_filter, max_claims = excluded.max_claims,
                logo_uri = excluded.logo_uri, policy_uri = excluded.policy_uri, tos_uri = excluded.tos_uri,
                disabled = excluded.disabled, updated_at = excluded.updated_at
            where (to_jsonb(c) - 'created_at' - 'updated_at' - 'version')
                  is distinct from (to_jsonb(excluded) - 'created_at' - 'updated_at' - 'version')
            """;

    private static ClientEntry entry(ResultSet row, int number) throws SQLException {
        return ClientEntry.of(registration(row), secrets(row));
    }

    static ClientRegistration registration(ResultSet row) throws SQLException {
        return new ClientRegistration(
                row.getString("id"),
                row.getString("name"),
                new ClientRights(
                        strings(row, "authentication_methods"),
                        strings(row, "grant_types"),
                        strings(row, "scopes"),
                        row.getBoolean("require_pkce"),
                        row.getBoolean("require_consent"),
                        row.getBoolean("may_introspect"),
                        row.getBoolean("second_factor")),
                new ClientUris(
                        strings(row, "redirect_uris"),
                        strings(row, "post_logout_redirect_uris"),
                        row.getString("client_uri"),
                        row.getString("logo_uri"),
                        row.getString("policy_uri"),
                        row.getString("tos_uri")),
                new ClientKeySource(
                        row.getString("jwks"),
                        row.getString("jwks_uri"),
                        row.getString("token_endpoint_auth_signing_alg")),
                new TokenRules(
                        row.getString("access_token_alg"),
                        row.getString("id_token_alg"),
                        Duration.ofSeconds(row.getLong("access_token_seconds")),
                        Duration.ofSeconds(row.getLong("refresh_token_idle_seconds")),
                        Duration.ofSeconds(row.getLong("refresh_token_max_seconds")),
                        new ClaimRules(
                                ClaimRules.Content.of(row.getString("claims")),
                                strings(row, "role_filter"),
                                row.getInt("max_claims"))),
                List.of(),
                row.getBoolean("disabled"));
    }

    private static List<StoredSecret> secrets(ResultSet row) throws SQLException {
        Array ids = row.getArray("ids");
        if (ids == null) {
            return List.of();
        }
        UUID[] id = (UUID[]) ids.getArray();
        String[] hash = (String[]) row.getArray("hashes").getArray();
        Boolean[] declared = (Boolean[]) row.getArray("declared").getArray();
        @Nullable Long[] expiry = (@Nullable Long[]) row.getArray("expiries").getArray();
        List<StoredSecret> secrets = new ArrayList<>(id.length);
        for (int i = 0; i < id.length; i++) {
            secrets.add(new StoredSecret(id[i], hash[i], declared[i], JdbcSecrets.instant(expiry[i])));
        }
        return List.copyOf(secrets);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
