package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands for people, roles and applications, on a database of their own. */
final class AdministrationCommandsIntegrationTests {

    @TempDir
    private static Path data;

    private static TestDatabase database;
    private static House house;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        house = new House(Stream.concat(
                        Stream.of(database.properties()).map(setting -> "--" + setting),
                        Stream.of(
                                "--gatehouse.data=" + data.resolve("keys"),
                                "--gatehouse.issuer=https://id.example.com"))
                .toList());
    }

    @AfterAll
    static void close() {
        house.close();
        database.close();
    }

    @Test
    void personWhenCreatedThenFoundDisabledEnabledAndDeleted() {
        String created = done("user", "create", "Ada@example.com", "--name", "Ada Lovelace");
        assertThat(created).contains("Ada@example.com", "http").doesNotContain("password=");
        assertThat(refused("user", "create", "ada@example.com")).contains("There is an account");
        assertThat(done("user", "create", "bo@example.com", "--pending")).doesNotContain("http");
        assertThat(done("user", "list", "--search", "love"))
                .contains("Ada@example.com")
                .doesNotContain("bo@");
        assertThat(done("user", "list", "--status", "pending"))
                .contains("bo@example.com")
                .doesNotContain("Ada@");
        assertThat(done("user", "show", "ada@example.com")).contains("active", "Ada Lovelace");

        assertThat(done("user", "disable", "ada@example.com")).contains("is disabled");
        assertThat(done("user", "disable", "ada@example.com")).contains("was already");
        assertThat(done("user", "enable", "ada@example.com")).contains("is enabled");
        assertThat(done("user", "lock-down", "ada@example.com")).contains("locked down");
        assertThat(wrong("user", "delete", "ada@example.com")).contains("--yes");
        assertThat(done("user", "delete", "ada@example.com", "--yes")).contains("is deleted");
        assertThat(refused("user", "show", "ada@example.com")).contains("no account");
        assertThat(refused("user", "disable", "nobody")).contains("not an e-mail address");
        assertThat(operatorDid())
                .contains("account_created", "account_disabled", "account_enabled", "account_locked_down")
                .contains("account_deleted");
    }

    @Test
    void roleWhenGrantedForAWhileThenExplainedAndTaken() {
        done("client", "create", "notes", "--redirect-uri", "https://notes.example.com/callback");
        database.jdbc()
                .sql("insert into access_permission (name, client_id) values ('notes:approve', 'notes')")
                .update();
        done("user", "create", "eve@example.com");
        assertThat(done("role", "create", "approver", "--permission", "notes:approve"))
                .contains("approver");
        assertThat(refused("role", "create", "approver")).contains("There is a role");
        assertThat(refused("role", "create", "half", "--permission", "no:such")).isNotBlank();
        assertThat(refused("role", "show", "half")).contains("no role");

        assertThat(done("explain", "eve@example.com", "notes:approve"))
                .contains("does not hold notes:approve", "Roles that carry it: approver");
        assertThat(done("grant-role", "eve@example.com", "approver", "--until", "PT8H"))
                .contains("has the role approver until");
        assertThat(done("explain", "eve@example.com", "notes:approve"))
                .contains("holds notes:approve over everything", "open: assigned approver", "by the operator");
        assertThat(done("explain", "eve@example.com")).contains("approver", "assigned approver (since ");
        assertThat(done("explain", "eve@example.com", "--role", "approver"))
                .contains("holds approver over everything", "open: assigned approver", "by the operator");
        assertThat(done("explain", "--without-role", "approver"))
                .contains("1 person would lose approver", "eve@example.com");
        assertThat(done("--json", "explain", "--without-permission", "notes:approve", "--from-role", "approver"))
                .contains("\"name\":\"notes:approve\",\"people\":1,\"some\":[\"eve@example.com\"]");
        assertThat(refused("explain", "--without-role", "aprover")).contains("There is no role aprover");
        assertThat(done("role", "list")).contains("approver", "admin");
        assertThat(done("--json", "role", "show", "approver")).contains("\"permissions\":[\"notes:approve\"]");
        assertThat(done("grant-role", "eve@example.com", "approver", "--take")).contains("no longer");
        assertThat(done("explain", "eve@example.com", "--role", "approver")).contains("does not hold approver.");
        assertThat(done("--json", "explain", "eve@example.com", "--role", "aprover"))
                .contains("\"held\":false", "\"obstacle\":\"no_such_role\"");
        assertThat(done("explain", "--without-role", "approver")).contains("0 people would lose approver");
        assertThat(refused("grant-role", "eve@example.com", "approver", "--take"))
                .contains("was not given");
        assertThat(refused("grant-role", "eve@example.com", "nothing")).contains("There is no role nothing");
        assertThat(refused("grant-role", "eve@example.com", "approver", "--until", "tomorrow"))
                .contains("no moment");
        assertThat(refused("grant-role", "eve@example.com", "approver", "--within", "/nowhere"))
                .contains("no group");
        assertThat(refused("role", "delete", "admin", "--yes")).contains("stays");
        assertThat(done("role", "delete", "approver", "--yes")).contains("deleted");
        assertThat(operatorDid()).contains("role_created", "role_given", "role_taken", "role_deleted");
    }

    @Test
    void requestWhenItsIdIsGivenThenEachDecisionIsToldInWordsOrAsJson() {
        database.jdbc().sql("""
                insert into trace_step (id, occurred_at, request_id, kind, outcome, flow, client_id, facts) values
                    (gen_random_uuid(), now() - interval '1 minute', 'aB3dE5fG7hJ9', 'authorize', 'asked', 'explained', 'notes',
                     '{"because": "client-factor", "page": "/sign-in"}'),
                    (gen_random_uuid(), now(), 'kL3dE5fG7hJ9', 'token', 'refused', 'explained', 'notes',
                     '{"error": "invalid_grant", "cause": "a\\u001b[2Jb"}')
                """).update();
        assertThat(done("explain", "--request", "aB3dE5fG7hJ9"))
                .contains("aB3dE5fG7hJ9 *  Authorization request: A page first, application notes")
                .contains("settings require a second factor", "Page: /sign-in")
                .contains("kL3dE5fG7hJ9  Token request: Refused", "What it was not told: a [2Jb");
        assertThat(done("--json", "explain", "--request", "kL3dE5fG7hJ9"))
                .startsWith("{\"request_id\":\"kL3dE5fG7hJ9\",\"steps\":[{")
                .contains("\"kind\":\"authorize\",\"outcome\":\"asked\"", "\"cause\":\"a\\u001B[2Jb\"");
        assertThat(refused("explain", "--request", "aB3dE5fG7hJ8")).contains("Nothing is known of this request");
        assertThat(refused("explain", "--request", "nonsense")).contains("is no id of a request");
    }

    @Test
    void applicationWhenCreatedThenItsSecretIsPrintedOnceAndReplaced() throws IOException {
        String created = done("--json", "client", "create", "shop", "--redirect-uri", "https://shop.example.com/cb");
        assertThat(created).containsPattern("\"secret\":\"[A-Za-z0-9_-]{43}\"");
        assertThat(refused("client", "create", "shop", "--redirect-uri", "https://shop.example.com/cb"))
                .contains("There is an application");
        assertThat(refused("client", "create", "loose", "--redirect-uri", "https://*.example.com/cb"))
                .isNotBlank();
        assertThat(done("client", "show", "shop"))
                .contains("https://shop.example.com/cb")
                .doesNotContain("keyed:");
        assertThat(done("client", "rotate-secret", "shop", "--overlap", "PT1H"))
                .contains("end after PT1H")
                .containsPattern("\\n[A-Za-z0-9_-]{43}\\n");
        assertThat(refused("client", "rotate-secret", "shop", "--overlap", "a week"))
                .contains("no time");
        assertThat(done("client", "disable", "shop")).contains("is disabled");
        assertThat(done("client", "list")).contains("shop", "disabled");
        assertThat(done("client", "enable", "shop")).contains("is enabled");

        Path file = Files.writeString(data.resolve("client.json"), """
                {"client_name": "Spa", "authentication_methods": ["none"], "redirect_uris": ["https://spa.example.com/"]}
                """);
        assertThat(done("--json", "client", "create", "spa", "--file", file.toString()))
                .doesNotContain("secret");
        Files.writeString(file, "{\"client_secret\": \"x\"}");
        assertThat(refused("client", "create", "other", "--file", file.toString()))
                .contains("not known");
        assertThat(done("client", "delete", "spa", "--yes")).contains("deleted");
        assertThat(refused("client", "show", "spa")).contains("no application");
        assertThat(operatorDid()).contains("client_created", "client_secret_made", "client_changed", "client_deleted");
    }

    @Test
    void commandWhenWordsAreMissingThenUsage() {
        assertThat(wrong("user", "create")).contains("Usage: admin user create");
        assertThat(wrong("grant-role", "a@example.com")).contains("Usage: admin grant-role");
        assertThat(wrong("client", "create", "x", "--kind", "mainframe")).contains("Usage: admin client create");
        assertThat(wrong("role", "delete", "x")).contains("Usage: admin role delete");
        assertThat(wrong("explain")).contains("Usage: admin explain").doesNotContain("Usage: Usage");
        assertThat(wrong("explain", "a@example.com", "--request", "aB3dE5fG7hJ9"))
                .contains("--request ID");
        assertThat(wrong("explain", "a@example.com", "notes:read", "--role", "x"))
                .contains("Usage: admin explain");
        assertThat(wrong("explain", "--without-permission", "notes:read")).contains("--from-role");
        assertThat(wrong("explain", "a@example.com", "--from-role", "x")).contains("the others none");
        assertThat(wrong("explain", "--without-role", "x", "--from-role", "y", "--from-group", "/z"))
                .contains("take one of");
    }

    private String done(String... words) {
        return run(0, words);
    }

    private String refused(String... words) {
        return run(1, words);
    }

    private String wrong(String... words) {
        return run(2, words);
    }

    private String run(int exit, String... words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code =
                new AdminCommand(new PrintStream(printed, true, StandardCharsets.UTF_8)).execute(List.of(words), house);
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).as(String.join(" ", words) + ": " + text).isEqualTo(exit);
        return text;
    }

    private static List<String> operatorDid() {
        return database.jdbc()
                .sql("select action from audit_event where actor_type = 'operator'")
                .query(String.class)
                .list();
    }
}
