package io.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.gatehouse.database.StatementCounter;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.TestKeyring;
import io.gatehouse.shared.MutableClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

final class ClientAuthenticationIntegrationTests {

    private static final String ANSWER =
            "{\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed.\"}";

    private final TestDatabase database = TestDatabase.fresh();
    private final Keyring keyring = TestKeyring.create();
    private final MutableClock clock = new MutableClock();
    private final StatementCounter counter = new StatementCounter();
    private ClientFixture node;

    @BeforeEach
    void start() {
        node = new ClientFixture(counter.wrap(database.dataSource()), keyring, clock);
        node.service.save(TestClients.web("web"));
        node.service.save(TestClients.publicClient("spa"));
    }

    @AfterEach
    void end() {
        SecurityContextHolder.clearContext();
        database.close();
    }

    @Test
    void basicWhenSecretRightThenAuthenticatedWithoutStatement() throws Exception {
        assertThat(send(basic("web", TestClients.SECRET)).getStatus()).isEqualTo(200);

        int statements = counter.countDuring(() ->
                assertThat(send(basic("web", TestClients.SECRET)).getStatus()).isEqualTo(200));

        assertThat(statements).isZero();
        assertThat(SecurityContextHolder.getContext().getAuthentication())
                .isNotNull()
                .satisfies(client -> assertThat(client.getName()).isEqualTo("web"));
    }

    @Test
    void postWhenRegisteredForItThenAuthenticated() throws Exception {
        node.service.save(TestClients.web(
                "poster", List.of("client_secret_post"), List.of(new SecretSource.Value("a:b +%ü", null))));

        assertThat(send(form("client_id", "poster", "client_secret", "a:b +%ü")).getStatus())
                .isEqualTo(200);
    }

    @Test
    void basicWhenPartsAreFormEncodedThenDecoded() throws Exception {
        node.service.save(TestClients.web(
                "https://app:1", List.of("client_secret_basic"), List.of(new SecretSource.Value("a:b +%", null))));

        assertThat(send(basic("https%3A%2F%2Fapp%3A1", "a%3Ab+%2B%25")).getStatus())
                .isEqualTo(200);
    }

    @Tag("attack-22")
    @Test
    void refusalWhenClientUnknownThenSameAnswerAsWrongSecret() throws Exception {
        for (MockHttpServletRequest request : List.of(
                basic("web", "wrong"),
                basic("nobody", "wrong"),
                basic("spa", "wrong"),
                form("client_id", "web", "client_secret", TestClients.SECRET),
                form("client_id", "nobody", "client_secret", "wrong"),
                form("client_id", "web"),
                form("client_id", "nobody"),
                form())) {
            MockHttpServletResponse response = send(request);

            assertThat(response.getStatus()).isEqualTo(401);
            assertThat(response.getContentAsString()).isEqualTo(ANSWER);
            assertThat(response.getHeader("WWW-Authenticate")).startsWith("Basic ");
            assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Tag("attack-22")
    @Test
    void verifyWhenClientUnknownThenSameKeyedHashWork() throws Exception {
        int[] calls = new int[1];
        Keyring counting = CountingKeyring.of(keyring, calls);
        ClientFixture counted = new ClientFixture(database.dataSource(), counting, clock);

        node = counted;
        send(basic("web", "wrong"));
        int known = calls[0];
        calls[0] = 0;
        send(basic("nobody", "wrong"));

        assertThat(known).isPositive().isEqualTo(calls[0]);
    }

    @Tag("attack-23")
    @Test
    void comparisonWhenSecretCheckedThenOnlyConstantTimeEquality() {
        var secrets = new ClassFileImporter().importClasses(ClientSecrets.class);

        ArchRuleDefinition.noClasses()
                .should()
                .callMethod(String.class, "equals", Object.class)
                .orShould()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(secrets);
        ArchRuleDefinition.classes()
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(secrets);
    }

    /** Bytes are compared in constant time in the whole house; the exceptions compare what anybody may know. */
    @Tag("attack-23")
    @Test
    void comparisonWhenBytesAreComparedAnywhereThenInConstantTime() {
        JavaClasses house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.gatehouse");
        DescribedPredicate<JavaCall<?>> early = DescribedPredicate.describe(
                "a comparison that ends at the first difference",
                call -> call.getTargetOwner().isEquivalentTo(Arrays.class)
                        && call.getName().matches("equals|compare|mismatch")
                        && call.getTarget().getRawParameterTypes().getFirst().isEquivalentTo(byte[].class));

        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.gatehouse.audit..") // hashes that the trail publishes
                .and()
                .doNotHaveSimpleName("Throttle") // names of counters
                .and()
                .doNotHaveSimpleName("NativeArgon2") // an answer known beforehand
                .and()
                .doNotHaveSimpleName("TinkKeyring") // the number of a key
                .should()
                .callMethodWhere(early)
                .check(house);
        for (String room : List.of("client", "keyring", "mfa", "password", "registration", "session", "token")) {
            assertThat(house.stream()
                            .filter(type -> type.getPackageName().equals("io.gatehouse." + room))
                            .flatMap(type -> type.getMethodCallsFromSelf().stream())
                            .filter(call -> call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                                            && call.getName().equals("isEqual")
                                    || call.getName().equals("verifyMac")))
                    .as(room)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic d2Vi",
                "Basic d2ViOiU=",
                "Basic OnNlY3JldA==",
                "Basic //46Zg==",
                "Bearer abc",
                "Digest x",
                "Basic d2ViOmE= d2ViOmE="
            })
    void basicWhenMalformedThenInvalidClientWithChallenge(String header) throws Exception {
        MockHttpServletRequest request = form();
        request.addHeader("Authorization", header);

        MockHttpServletResponse response = send(request);

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void requestWhenTwoMethodsThenInvalidRequest() throws Exception {
        MockHttpServletRequest both = form("client_id", "web", "client_secret", TestClients.SECRET);
        both.addHeader("Authorization", header("web", TestClients.SECRET));
        MockHttpServletRequest twice = basic("web", TestClients.SECRET);
        twice.addHeader("Authorization", header("web", TestClients.SECRET));
        MockHttpServletRequest duplicate = form("client_id", "web");
        duplicate.addParameter("client_id", "web");
        MockHttpServletRequest query = form("client_id", "web", "client_secret", TestClients.SECRET);
        query.setQueryString("a=b&client%5Fsecret=x");

        for (MockHttpServletRequest request : List.of(both, twice, duplicate, query)) {
            MockHttpServletResponse response = send(request);

            assertThat(response.getStatus()).isEqualTo(400);
            assertThat(response.getContentAsString()).contains("invalid_request");
        }
    }

    @Test
    void basicWhenClientIdParameterDiffersThenRefused() throws Exception {
        MockHttpServletRequest same = basic("web", TestClients.SECRET);
        same.addParameter("client_id", "web");
        MockHttpServletRequest other = basic("web", TestClients.SECRET);
        other.addParameter("client_id", "spa");

        assertThat(send(same).getStatus()).isEqualTo(200);
        assertThat(send(other).getStatus()).isEqualTo(401);
    }

    @Test
    void noneWhenClientPublicThenOnlyTokenAndRevocation() throws Exception {
        assertThat(send(form("client_id", "spa")).getStatus()).isEqualTo(200);
        assertThat(send(at("/oauth2/revoke", "spa")).getStatus()).isEqualTo(200);
        assertThat(send(at("/oauth2/introspect", "spa")).getStatus()).isEqualTo(401);
        assertThat(send(form("client_id", "web")).getStatus()).isEqualTo(401);
    }

    @Test
    void secretWhenExpiredThenRefusedWhileOtherLives() throws Exception {
        String first = node.service.addSecret("web");
        String second = node.service.addSecret("web");
        database.jdbc()
                .sql("update client_secret set expires_at = :then where not declared and id = "
                        + "(select min(id::text)::uuid from client_secret where not declared)")
                .param("then", Timestamp.from(clock.instant().plusSeconds(60)))
                .update();
        node.feed.send("client", "web");
        assertThat(send(basic("web", first)).getStatus()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(60));

        List<Integer> answers = List.of(
                send(basic("web", first)).getStatus(),
                send(basic("web", second)).getStatus());
        assertThat(answers).containsExactlyInAnyOrder(200, 401);
        assertThat(send(basic("web", TestClients.SECRET)).getStatus()).isEqualTo(200);
    }

    @Test
    void importedHashWhenFirstUsedThenBecomesKeyedAndStaysDeclared() throws Exception {
        String hash = String.valueOf(new BCryptPasswordEncoder(4).encode("human secret"));
        ClientRegistration client =
                TestClients.web("old", List.of("client_secret_basic"), List.of(new SecretSource.Hash(hash, null)));
        node.service.save(client);
        assertThat(send(basic("old", "wrong")).getStatus()).isEqualTo(401);
        assertThat(hashOf("old")).isEqualTo("{bcrypt}" + hash);

        assertThat(send(basic("old", "human+secret")).getStatus()).isEqualTo(200);

        String keyed = hashOf("old");
        assertThat(keyed).startsWith("keyed:");
        node.feed.send("client", "old");
        assertThat(send(basic("old", "human+secret")).getStatus()).isEqualTo(200);
        node.service.save(client);
        assertThat(hashOf("old")).isEqualTo(keyed);
    }

    /** The token endpoint is a door like the others; a generated secret can't be guessed, so nobody locks its owner out. */
    @Test
    @Tag("attack-20")
    void secretWhenGuessedThenClosedForSecretsThatPeopleChoseOnly() throws Exception {
        node.service.save(TestClients.web(
                "old", List.of("client_secret_basic"), List.of(new SecretSource.Value("human secret", null))));
        int looked = 0;
        for (int i = 0; i < 50; i++) {
            looked += send(basic("old", "guess" + i)).getStatus() == 401 ? 1 : 0;
        }
        // five, and the one by which this node learns that the door is closed
        assertThat(looked).isEqualTo(6);

        MockHttpServletResponse closed = send(basic("old", "human+secret"));
        assertThat(closed.getStatus()).isEqualTo(429);
        assertThat(closed.getHeader("Retry-After")).isEqualTo("60");
        assertThat(send(basic("web", TestClients.SECRET)).getStatus()).isEqualTo(200);
        for (int i = 0; i < 50; i++) {
            assertThat(send(basic("web", "x".repeat(42) + "0" + i)).getStatus()).isEqualTo(401);
        }
        assertThat(send(basic("web", TestClients.SECRET)).getStatus()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(15));
        assertThat(send(basic("old", "human+secret")).getStatus()).isEqualTo(200);
    }

    private String hashOf(String client) {
        return database.jdbc()
                .sql("select hash from client_secret where client_id = :client")
                .param("client", client)
                .query(String.class)
                .single();
    }

    private MockHttpServletResponse send(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        SecurityContextHolder.clearContext();
        node.filter().doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static MockHttpServletRequest at(String path, String clientId) {
        MockHttpServletRequest request = form("client_id", clientId);
        request.setRequestURI(path);
        return request;
    }

    private static MockHttpServletRequest form(String... parameters) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        for (int i = 0; i < parameters.length; i += 2) {
            request.addParameter(parameters[i], parameters[i + 1]);
        }
        return request;
    }

    private static MockHttpServletRequest basic(String id, String secret) {
        MockHttpServletRequest request = form();
        request.addHeader("Authorization", header(id, secret));
        return request;
    }

    private static String header(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
