package io.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import io.gatehouse.database.ChangeFeed;
import io.gatehouse.database.StatementCounter;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

final class ClientServiceIntegrationTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final Keyring keyring = TestKeyring.create();
    private final MutableClock clock = new MutableClock();
    private final StatementCounter counter = new StatementCounter();
    private ClientFixture node;

    @BeforeEach
    void start() {
        node = new ClientFixture(counter.wrap(database.dataSource()), keyring, clock);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void saveWhenFoundThenEverySettingIsBack() {
        ClientRegistration web = TestClients.web("web");
        node.service.save(new ClientRegistration(
                web.id(),
                web.name(),
                web.rights(),
                new ClientUris(
                        web.uris().redirectUris(),
                        List.of(),
                        "https://app.example",
                        "https://app.example/logo.png",
                        null,
                        null),
                ClientKeySource.NONE,
                new TokenRules("EdDSA", "PS256", Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofDays(2)),
                web.secrets(),
                false));

        RegisteredClient client = node.service.find("web").orElseThrow();
        ClientPolicy policy = ClientPolicy.of(client);

        assertThat(client.getId()).isEqualTo("web");
        assertThat(client.getRedirectUris()).containsExactly("https://app.example/callback");
        assertThat(client.getScopes()).containsExactlyInAnyOrder("openid", "profile", "offline_access");
        assertThat(client.getClientSettings().isRequireProofKey()).isTrue();
        assertThat(client.getClientSecret()).isNull();
        assertThat(policy.accessTokenAlgorithm()).isEqualTo(JWSAlgorithm.EdDSA);
        assertThat(policy.idTokenAlgorithm()).isEqualTo(JWSAlgorithm.PS256);
        assertThat(policy.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.refreshTokenMax()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.logoUri()).hasToString("https://app.example/logo.png");
        assertThat(policy.tosUri()).isNull();
    }

    @Test
    void saveWhenClientHasNoGrantsThenStillFound() {
        ClientRights introspects =
                new ClientRights(List.of("client_secret_basic"), List.of(), List.of(), true, false, true);
        node.service.save(
                new ClientRegistration("api", "API", introspects, ClientUris.NONE, ClientKeySource.NONE, List.of()));

        RegisteredClient api = node.service.find("api").orElseThrow();

        assertThat(ClientPolicy.of(api).mayIntrospect()).isTrue();
        assertThat(api.getAuthorizationGrantTypes())
                .allMatch(grant -> grant.getValue().startsWith("urn:gatehouse:"));
    }

    @Test
    void saveWhenRepeatedThenNoRowIsWritten() {
        List<SecretSource> secrets = List.of(
                new SecretSource.Value(TestClients.SECRET, clock.instant().plusSeconds(3600)),
                new SecretSource.Value("chosen by a human", null),
                new SecretSource.Hash("$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", null));
        ClientRegistration client = TestClients.web("web", List.of("client_secret_basic"), secrets);
        node.service.save(client);
        List<String> before = rows();

        clock.advance(Duration.ofHours(1));
        node.service.save(client);

        assertThat(rows()).isEqualTo(before).hasSize(4);
    }

    @Test
    void saveWhenSecretRemovedThenOnlyThatSecretGoes() {
        node.service.save(TestClients.web("web"));
        node.service.addSecret("web");

        node.service.save(TestClients.web("web", List.of("client_secret_basic"), List.of()));

        assertThat(database.jdbc()
                        .sql("select declared from client_secret")
                        .query(Boolean.class)
                        .list())
                .containsExactly(false);
    }

    @Test
    void storedWhenSecretsSavedThenNoneInClear() {
        node.service.save(TestClients.web("web"));
        String added = node.service.addSecret("web");

        List<String> hashes = database.jdbc()
                .sql("select hash from client_secret")
                .query(String.class)
                .list();

        assertThat(added).hasSize(43);
        assertThat(hashes).hasSize(2).allMatch(hash -> hash.startsWith("keyed:"));
        assertThat(String.join(" ", hashes)).doesNotContain(TestClients.SECRET, added);
    }

    @Test
    void findWhenCachedThenNoStatement() throws Exception {
        node.service.save(TestClients.web("web"));
        node.service.find("web");
        node.service.find("nobody");

        int statements = counter.countDuring(() -> {
            for (int i = 0; i < 100; i++) {
                assertThat(node.repository.findByClientId("web")).isNotNull();
                assertThat(node.repository.findByClientId("nobody")).isNull();
            }
            return null;
        });

        assertThat(statements).isZero();
    }

    @Test
    void findWhenOtherNodeChangedClientThenNewAfterNotice() {
        ClientFixture other = new ClientFixture(database.dataSource(), keyring, clock);
        assertThat(node.service.find("web")).isEmpty();
        other.service.save(TestClients.web("web"));

        node.feed.send("client", "web");
        assertThat(node.service.find("web")).isPresent();

        database.jdbc().sql("update client set disabled = true").update();
        node.feed.send("client", ChangeFeed.EVERYTHING);
        assertThat(node.service.find("web")).isEmpty();
    }

    @Test
    void scopesWhenChangedThenCatalogFollows() {
        assertThat(node.scopes.all())
                .extracting(Scope::name)
                .containsExactlyInAnyOrder("openid", "profile", "email", "phone", "address", "offline_access");
        Scope notes = new Scope("notes.read", "https://notes.example", "Read notes", "Your notes.");

        assertThat(node.scopes.save(notes)).isTrue();
        assertThat(node.scopes.save(notes)).isFalse();
        assertThat(node.scopes.find("notes.read")).isEqualTo(notes);
        assertThat(node.scopes.resources(List.of("openid", "notes.read", "gone", "notes.read")))
                .containsExactly("https://notes.example");

        database.jdbc()
                .sql("delete from client_scope where name = 'notes.read'")
                .update();
        node.feed.send("client_scope", "notes.read");
        assertThat(node.scopes.find("notes.read")).isNull();
    }

    @Tag("attack-3")
    @Tag("attack-5")
    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example/*", "javascript:alert(1)", "data:text/html,x", "http://app.example/cb"})
    void saveWhenAnyUriIsBadThenEachIsNamedAndNothingStored(String bad) {
        ClientRegistration client = new ClientRegistration(
                "web",
                "Web",
                TestClients.web("web").rights(),
                new ClientUris(List.of("https://app.example/cb", bad), List.of(bad), bad, bad, bad, bad),
                ClientKeySource.NONE,
                List.of());

        assertThat(node.service.problems(client))
                .extracting(ClientProblem::key)
                .containsExactly(
                        "redirect_uris[1]",
                        "post_logout_redirect_uris[0]",
                        "client_uri",
                        "logo_uri",
                        "policy_uri",
                        "tos_uri");
        assertThatThrownBy(() -> node.service.save(client)).isInstanceOf(GatehouseException.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    void saveWhenRegistrationContradictsItselfThenEveryProblemIsNamed() {
        ClientRegistration client = new ClientRegistration(
                "bad id",
                "Bank\u202Eknab",
                new ClientRights(
                        List.of("none", "magic"),
                        List.of("client_credentials", "implicit"),
                        List.of("no.such"),
                        false,
                        true,
                        true),
                ClientUris.NONE,
                new ClientKeySource(
                        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}", "https://app.example/jwks", "HS256"),
                new TokenRules("none", "HS256", Duration.ZERO, Duration.ofDays(9), Duration.ofDays(1)),
                List.of(new SecretSource.Hash("plain", null)),
                false);

        assertThat(node.service.problems(client))
                .extracting(ClientProblem::key)
                .contains(
                        "client_id",
                        "client_name",
                        "token_endpoint_auth_methods[1]",
                        "token_endpoint_auth_methods",
                        "grant_types[1]",
                        "grant_types",
                        "scopes[0]",
                        "require_pkce",
                        "may_introspect",
                        "secrets",
                        "secrets[0]",
                        "jwks",
                        "jwks.keys[0]",
                        "token_endpoint_auth_signing_alg",
                        "access_token_alg",
                        "id_token_alg",
                        "access_token_seconds",
                        "refresh_token_idle_seconds");
    }

    private List<String> rows() {
        return database.jdbc().sql("""
                        select c.xmin || ' ' || c::text from client c
                        union all select s.xmin || ' ' || s::text from client_secret s order by 1
                        """).query(String.class).list();
    }
}
