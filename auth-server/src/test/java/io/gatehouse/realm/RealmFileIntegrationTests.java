package io.gatehouse.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.RoleService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.audit.TestTrail;
import io.gatehouse.client.ClientPolicy;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.database.ChangeFeed;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.transaction.support.TransactionTemplate;

final class RealmFileIntegrationTests {

    private static final String SECRET = "kq3vT0sM6m5zvV9yq0cQ2e7uJkqXxYpA1bC2dE3fG4h";

    private final TestDatabase database = TestDatabase.fresh();
    private final Keyring keyring = TestKeyring.create();

    @TempDir
    Path folder;

    private ConfigurableApplicationContext server;

    @BeforeEach
    void start() {
        server = new SpringApplicationBuilder(Rooms.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off", "GATEHOUSE_DEMO_SECRETS=" + folder)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    DataSource dataSource = database.dataSource();
                    beans.registerSingleton("dataSource", dataSource);
                    beans.registerSingleton("jdbcClient", JdbcClient.create(dataSource));
                    beans.registerSingleton(
                            "transactions", new TransactionTemplate(new JdbcTransactionManager(dataSource)));
                    beans.registerSingleton("clock", Clock.systemUTC());
                    beans.registerSingleton("keyring", keyring);
                    beans.registerSingleton("trail", TestTrail.on(dataSource, Clock.systemUTC()));
                    beans.registerSingleton("feed", (ChangeFeed) (topic, listener) -> {});
                })
                .run();
    }

    @AfterEach
    void end() {
        server.close();
        database.close();
    }

    @Test
    void demoWhenAppliedTwiceThenSecondChangesNothing() throws IOException {
        Path demo = demo();
        apply(demo);

        RegisteredClient web =
                server.getBean(ClientService.class).find("demo-web").orElseThrow();
        assertThat(web.getRedirectUris()).containsExactly("http://localhost:9002/callback");
        assertThat(web.getPostLogoutRedirectUris()).containsExactly("http://localhost:9002/signed-out");
        RegisteredClient api =
                server.getBean(ClientService.class).find("notes-api").orElseThrow();
        assertThat(ClientPolicy.of(api).mayIntrospect()).isTrue();
        assertThat(server.getBean(ScopeCatalog.class).resources(List.of("notes.read")))
                .containsExactly("http://localhost:9001");
        Account bob = account("bob@example.com");
        assertThat(bob.active()).isTrue();
        assertThat(server.getBean(RoleService.class).rolesOf(bob.id())).containsExactly("notes-admin");
        assertThat(server.getBean(PasswordService.class).matches(bob.id(), "password of bob"))
                .isTrue();

        List<String> before = rows();
        apply(demo);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void personWhenFilesPasswordDiffersThenKeptUnlessForced() throws IOException {
        apply(realm("people: [{email: a@example.com, password: {value: first password}}]"));
        apply(realm("people: [{email: a@example.com, name: New Name, password: {value: second password}}]"));
        Account account = account("a@example.com");
        PasswordService passwords = server.getBean(PasswordService.class);
        assertThat(account.profile()).isEqualTo(Profile.named("New Name"));
        assertThat(passwords.matches(account.id(), "first password")).isTrue();

        apply(realm("people: [{email: a@example.com, password: {value: second password, force: true}}]"));
        assertThat(passwords.matches(account.id(), "second password")).isTrue();
        List<String> before = rows();
        apply(realm("people: [{email: a@example.com, password: {value: second password, force: true}}]"));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void accessWhenDeclaredThenMadeSoAndMadeSoAgainWithoutAWrite() throws IOException {
        String clients = """
                clients:
                  - client_id: notes
                    token_endpoint_auth_methods: [none]
                    grant_types: []
                    claims: both
                    role_filter: [notes]
                permissions: [{name: "notes:approve", client_id: notes}]
                """;
        Path first = realm(clients + """
                roles:
                  - {name: notes/editor, permissions: ["notes:approve"], roles: [reader]}
                  - {name: reader, permissions: ["people:read"]}
                  - {name: everyone, default: true}
                groups:
                  - name: Staff
                    roles: [reader]
                    groups:
                      - {name: Support desk, roles: [notes/editor]}
                      - {name: Sales}
                people: [{email: a@example.com, groups: [Staff/Support desk]}]
                """);
        apply(first);
        AccessService access = server.getBean(AccessService.class);
        AccountId person = account("a@example.com").id();
        assertThat(access.authoritiesOf(person).roles())
                .containsExactlyInAnyOrder("notes/editor", "reader", "everyone");
        assertThat(access.authoritiesOf(person).permissions().keySet())
                .containsExactlyInAnyOrder("notes:approve", "people:read");
        List<String> before = rows();
        apply(first);
        assertThat(rows()).isEqualTo(before);

        // turned inside out, moved, and what is left away stays
        apply(realm(clients + """
                roles:
                  - {name: notes/editor, permissions: [], roles: []}
                  - {name: reader, roles: [notes/editor]}
                  - {name: everyone}
                groups: [{name: Staff, groups: [{name: Support desk}, {name: Sales}]}]
                people: [{email: a@example.com, groups: [Staff/Sales]}]
                """));
        assertThat(access.authoritiesOf(person).roles())
                .containsExactlyInAnyOrder("notes/editor", "reader", "everyone");
        assertThat(access.authoritiesOf(person).permissions().keySet()).containsExactly("people:read");
    }

    @Test
    void accessWhenSomethingIsNotDeclaredThenEachIsNamed() throws IOException {
        Path file = realm("""
                roles: [{name: one, permissions: ["people:eat"], roles: [two]}]
                groups: [{name: Staff, roles: [three]}, {name: Staff}]
                people: [{email: a@example.com, groups: [Sales]}]
                """);
        assertThatThrownBy(() -> apply(file))
                .hasMessageContaining("roles[0].permissions[0]: is not declared under permissions.")
                .hasMessageContaining("roles[0].roles[0]: is not declared under roles.")
                .hasMessageContaining("groups[0].roles[0]: is not declared under roles.")
                .hasMessageContaining("groups[1].name: is the same as that of a group in the same place.")
                .hasMessageContaining("people[0].groups[0]: is not declared under groups.");
    }

    @Test
    void administratorWhenFileTakesTheLastThenNothingIsApplied() throws IOException {
        apply(realm("roles: [{name: admin}]\npeople: [{email: a@example.com, roles: [admin]}]"));
        List<String> before = rows();
        Path nobody = realm("roles: [{name: admin}]\npeople: [{email: a@example.com, roles: []}]");
        assertThatThrownBy(() -> apply(nobody)).hasMessageContaining("who administers the server");
        assertThat(rows()).isEqualTo(before);
        apply(realm("roles: [{name: admin}]\n"
                + "people: [{email: a@example.com, roles: []}, {email: b@example.com, roles: [admin]}]"));
        assertThat(server.getBean(RoleService.class)
                        .rolesOf(account("b@example.com").id()))
                .containsExactly("admin");
    }

    @Test
    void rolesWhenListedThenReplacedAndWhenAbsentThenKept() throws IOException {
        apply(realm("roles: [{name: one}, {name: two}]\npeople: [{email: a@example.com, roles: [one]}]"));
        apply(realm("roles: [{name: one}, {name: two}]\npeople: [{email: a@example.com, roles: [two]}]"));
        apply(realm("people: [{email: a@example.com}]"));

        assertThat(server.getBean(RoleService.class)
                        .rolesOf(account("a@example.com").id()))
                .containsExactly("two");
    }

    @Test
    void fileWhenManyThingsWrongThenAllAreNamedWithLineAndKey() throws IOException {
        Path file = realm("""
                scopes:
                  - name: notes.read
                    title: Read
                  - name: notes.read
                    title: Again
                people:
                  - email: nobody
                  - email: a@example.com
                    roles: [ghost]
                    password: {value: pa55wd}
                clients:
                  - client_id: app
                    token_endpoint_auth_methods: [client_secret_basic]
                    grant_types: [authorization_code]
                    scopes: [notes.read, no.such]
                    redirect_uris:
                      - https://app.example/cb
                      - javascript:alert(1)
                    secrets:
                      - file: missing.secret
                """);

        assertThatThrownBy(() -> apply(file))
                .isInstanceOf(GatehouseException.class)
                .hasMessageContaining("realm.yaml line 4, scopes[1].name: is the same as scopes[0].name.")
                .hasMessageContaining("realm.yaml line 7, people[0]: The e-mail address")
                .hasMessageContaining("realm.yaml line 9, people[1].roles[0]: is not declared under roles.")
                .hasMessageContaining("realm.yaml line 10, people[1].password: this password is not acceptable")
                .hasMessageContaining("realm.yaml line 15, clients[0].scopes[1]: 'no.such' is not a scope that exists.")
                .hasMessageContaining("realm.yaml line 18, clients[0].redirect_uris[1]: must be https")
                .hasMessageContaining("realm.yaml line 20, clients[0].secrets[0].file: there is no file")
                .hasMessageNotContaining("pa55wd");
        assertThat(rows()).isEmpty();
    }

    @Test
    void fileWhenSchemaBrokenThenKeyIsNamed() throws IOException {
        assertThatThrownBy(() -> apply(realm("""
                        clients:
                          - client_id: app
                            grant_types: [password]
                            secret: topsecret
                        """)))
                .hasMessageContaining("realm.yaml line 2, clients[0]: the key token_endpoint_auth_methods is missing.")
                .hasMessageContaining("realm.yaml line 3, clients[0].grant_types[0]: ")
                .hasMessageContaining("realm.yaml line 4, clients[0].secret: this key is not known.")
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void fileWhenLaterPartFailsThenNothingIsWritten() throws IOException {
        assertThatThrownBy(() -> apply(realm("""
                        roles: [{name: one}]
                        people: [{email: a@example.com, password: {hash: plain}}]
                        """)))
                .hasMessageContaining("realm.yaml line 2, people[0].password.hash: ");

        assertThat(rows()).isEmpty();
    }

    @Test
    void secretWhenGivenInEveryWayThenStoredAsHash() throws IOException {
        Files.writeString(folder.resolve("app.secret"), SECRET + "\n");
        apply(realm("""
                clients:
                  - client_id: app
                    token_endpoint_auth_methods: [client_secret_basic]
                    grant_types: [client_credentials]
                    secrets:
                      - file: app.secret
                      - value: chosen by a human
                        expires_at: 2030-01-01T00:00:00Z
                      - hash: $2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy
                """));

        assertThat(database.jdbc()
                        .sql("select hash from client_secret")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .anyMatch(hash -> hash.startsWith("keyed:"))
                .anyMatch(hash -> hash.startsWith("{argon2}"))
                .anyMatch(hash -> hash.startsWith("{bcrypt}"))
                .noneMatch(hash -> hash.contains(SECRET) || hash.contains("human"));
    }

    @Test
    void fileWhenAppliedByEightNodesAtOnceThenOneResult() throws Exception {
        Path demo = demo();
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            nodes.add(() -> {
                apply(demo);
                return true;
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> node : threads.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
        }

        assertThat(database.jdbc()
                        .sql("select count(*) from client_secret")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void fileWhenAbsentThenSentenceNamesProperty() {
        assertThatThrownBy(() -> apply(folder.resolve("none.yaml")))
                .hasMessageContaining("gatehouse.realm.file (GATEHOUSE_REALM_FILE): there is no file");
    }

    private Path demo() throws IOException {
        for (String name : List.of("alice", "bob", "admin")) {
            Files.writeString(folder.resolve(name + ".password"), "password of " + name + "\n");
        }
        for (Map.Entry<String, String> secret :
                Map.of("demo-web", "A", "demo-reports", "B", "notes-api", "C").entrySet()) {
            Files.writeString(folder.resolve(secret.getKey() + ".secret"), SECRET + secret.getValue());
        }
        return Path.of("..", "demo", "realm.yaml").toAbsolutePath();
    }

    private Path realm(String yaml) throws IOException {
        return Files.writeString(folder.resolve("realm.yaml"), yaml);
    }

    private void apply(Path file) {
        server.getBean(RealmFile.class).apply(file);
    }

    private Account account(String email) {
        return server.getBean(AccountService.class)
                .findByEmail(EmailAddress.parse(email))
                .orElseThrow();
    }

    /** Every row's content; for tables that announce changes also its version. */
    private List<String> rows() {
        return database.jdbc().sql("""
                        select c.xmin || ' ' || c::text from client c
                        union all select s.xmin || ' ' || s::text from client_secret s
                        union all select s.xmin || ' ' || s::text from client_scope s where resource is not null
                        union all select r.xmin || ' ' || r::text from access_role r where name <> 'admin'
                        union all select r.xmin || ' ' || r::text from access_assignment r
                        union all select r.xmin || ' ' || r::text from access_role_permission r where role_name <> 'admin'
                        union all select r.xmin || ' ' || r::text from access_role_member r
                        union all select r.xmin || ' ' || r::text from access_group r
                        union all select r.xmin || ' ' || r::text from access_group_role r
                        union all select r.xmin || ' ' || r::text from access_group_member r
                        union all select r.xmin || ' ' || r::text from access_permission r where client_id is not null
                        union all select p.xmin || ' ' || p::text from password_credential p
                        union all select a::text from account a
                        order by 1
                        """).query(String.class).list();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {
                "io.gatehouse.access",
                "io.gatehouse.account",
                "io.gatehouse.client",
                "io.gatehouse.outbound",
                "io.gatehouse.password",
                "io.gatehouse.realm",
                "io.gatehouse.throttle"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "io\\.gatehouse\\.password\\.(.*Controller|PasswordChangeConfiguration)"))
    @ConfigurationPropertiesScan({
        "io.gatehouse.access",
        "io.gatehouse.shared",
        "io.gatehouse.outbound",
        "io.gatehouse.password",
        "io.gatehouse.realm",
        "io.gatehouse.throttle"
    })
    static class Rooms {}
}
