package io.gatehouse.transfer;

import static io.gatehouse.TestBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestClients;
import io.gatehouse.TestServer;
import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.access.Authorities;
import io.gatehouse.access.Group;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.GroupService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.Validity;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.StatementCounter;
import io.gatehouse.password.PasswordService;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Django's dump, made by the Django that is installed here, and CSV: people, batches, races. */
final class PeopleFilesIntegrationTests {

    private static final Actor OPERATOR = Actor.operator("test");

    private final TestServer server = TestServer.shared();
    private final Recorder recorder = new Recorder();

    @TempDir
    private Path folder;

    @Test
    void importWhenARealDjangoDumpedItThenPeopleSignInWithTheirPasswords() throws Exception {
        String client = TestClients.web(server).id();
        for (String[] arguments : new String[][] {{}, {"--natural-foreign"}}) {
            Path dump = dumpedByDjango(arguments);
            ImportReport report = run(
                    ImportFormat.DJANGO, dump, new ImportOptions(false, false, true, null, "dj-staff", null, client));

            assertThat(report.failure()).isNull();
            assertThat(recorder.left())
                    .contains(
                            "boss@django.example superuser",
                            "boss@django.example role_unknown",
                            "boss@django.example user_permissions",
                            "nameless no_email");
            assertThat(location(signIn("dora@django.example", "dora's old password")))
                    .isEqualTo("/");
            assertThat(location(signIn("boss@django.example", "boss's old password")))
                    .isEqualTo("/");
            assertThat(account("gone@django.example").status()).isEqualTo(AccountStatus.DISABLED);
            assertThat(server.bean(PasswordService.class)
                            .exists(account("unset@django.example").id()))
                    .isFalse();
            Authorities dora = server.bean(AccessService.class)
                    .authoritiesOf(account("dora@django.example").id());
            assertThat(dora.roles()).contains("Dj-Editors");
            assertThat(dora.permissions().keySet()).contains("auth:add_user", "auth:change_user");
            assertThat(server.bean(AccessService.class)
                            .authoritiesOf(account("boss@django.example").id())
                            .administrator())
                    .isFalse();
            if (arguments.length == 1) {
                assertThat(report.count(ItemKind.PERSON, Outcome.NEW)).isZero();
                assertThat(report.changedAnything()).isFalse();
            }
        }
    }

    private Path dumpedByDjango(String... arguments) throws IOException, InterruptedException {
        Path dump = folder.resolve("dump.json");
        assumeTrue(
                succeeds("/usr/bin/python3", "-c", "import django"),
                "Django is not installed here (Debian: python3-django)");
        List<String> command = Stream.concat(
                        Stream.of("/usr/bin/python3", "-B", "src/test/python/django_dump.py"), Stream.of(arguments))
                .toList();
        assertThat(new ProcessBuilder(command)
                        .redirectOutput(dump.toFile())
                        .redirectError(Redirect.INHERIT)
                        .start()
                        .waitFor())
                .isZero();
        return dump;
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void csvWhenRowsAreOddThenGoodOnesAreTaken() throws IOException {
        RoleService roles = server.bean(RoleService.class);
        roles.ensure(OPERATOR, "csv-reader", null, "", false);
        Path file = csv(
                "\ufeffemail,name,roles,password_hash",
                "plain@csv.example,\"Comma, Inc.\",csv-reader;csv-nope,",
                "\"multi@csv.example\",\"two \"\"quoted\"\" words\",,not a hash",
                "short@csv.example,x",
                "\"open@csv.example,x,,\n");

        ImportReport report = run(ImportFormat.CSV, file, ImportOptions.DEFAULT);

        assertThat(report.count(ItemKind.PERSON, Outcome.NEW)).isEqualTo(2);
        assertThat(account("plain@csv.example").profile().claims()).containsEntry("name", "Comma, Inc.");
        assertThat(account("multi@csv.example").profile().claims()).containsEntry("name", "two \"quoted\" words");
        assertThat(server.bean(AccessService.class)
                        .authoritiesOf(account("plain@csv.example").id())
                        .roles())
                .contains("csv-reader");
        assertThat(recorder.left())
                .contains(
                        "plain@csv.example role_unknown", "multi@csv.example hash_unusable", " columns", " unreadable");
        TestBrowser browser = new TestBrowser(server);
        browser.submit(browser.get("/reset-password"), "/reset-password", Map.of("email", "plain@csv.example"));
        assertThat(server.database()
                        .jdbc()
                        .sql("select count(*) from password_reset where account_id = :id")
                        .param("id", account("plain@csv.example").id().value())
                        .query(Integer.class)
                        .single())
                .as("can set a password by mail")
                .isEqualTo(1);
        assertThatThrownBy(() -> run(ImportFormat.CSV, csv("mail,name", "a@b.example,x"), ImportOptions.DEFAULT))
                .isInstanceOf(GatehouseException.class)
                .hasMessageContaining("must name columns");
        assertThatThrownBy(() -> run(
                        ImportFormat.CSV,
                        Files.write(
                                folder.resolve("latin.csv"), new byte[] {'e', 'm', 'a', 'i', 'l', '\n', (byte) 0xe4}),
                        ImportOptions.DEFAULT))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void importWhenABatchFailsThenNothingOfItIsThereAndTheNextRunFinishes() throws IOException {
        int people = Imports.BATCH + 100;
        Path file = people("half", people);
        String breakAt = "person" + (Imports.BATCH + 50) + "@half.example";
        server.database().ownerJdbc().sql("""
                create function break_import() returns trigger language plpgsql as $$
                begin
                    if new.email_key = '%s' then raise exception 'broken by a test'; end if;
                    return new;
                end $$
                """.formatted(breakAt)).update();
        server.database()
                .ownerJdbc()
                .sql(
                        "create trigger break_import before insert on account for each row execute function break_import()")
                .update();
        ImportReport report;
        try {
            report = run(ImportFormat.CSV, file, ImportOptions.DEFAULT);
        } finally {
            server.database()
                    .ownerJdbc()
                    .sql("drop trigger break_import on account")
                    .update();
            server.database().ownerJdbc().sql("drop function break_import()").update();
        }

        assertThat(report.failure()).contains("nothing of that batch is in").doesNotContain("broken by a test");
        assertThat(report.count(ItemKind.PERSON, Outcome.NEW)).isEqualTo(Imports.BATCH);
        assertThat(recorder.progress).last().isEqualTo((long) Imports.BATCH);
        assertThat(count("half.example")).isEqualTo(Imports.BATCH);
        report = run(ImportFormat.CSV, file, ImportOptions.DEFAULT);
        assertThat(report.failure()).isNull();
        assertThat(report.count(ItemKind.PERSON, Outcome.SAME)).isEqualTo(Imports.BATCH);
        assertThat(report.count(ItemKind.PERSON, Outcome.NEW)).isEqualTo(100);
    }

    /** 50,000 people in minutes: what a batch costs must not grow with its people. */
    @Test
    void importWhenABatchIsWrittenThenFewStatements() throws Exception {
        Path file = people("budget", Imports.BATCH);
        for (int most : new int[] {40, 15}) {
            assertThat(server
                            .bean(StatementCounter.class)
                            .statementsDuring(() -> run(ImportFormat.CSV, file, ImportOptions.DEFAULT))
                            .stream()
                            .filter(sql -> Stream.of(
                                            "from audit_queue",
                                            "audit_link",
                                            "audit_checkpoint",
                                            "notification_message",
                                            "pg_try_advisory_xact_lock")
                                    .noneMatch(sql::contains))
                            .toList())
                    .hasSizeLessThanOrEqualTo(most);
        }
        assertThat(count("budget.example")).isEqualTo(Imports.BATCH);
    }

    @Test
    void importWhenTheSameFileComesFourTimesAtOnceThenEverybodyIsThereOnce() throws Exception {
        Path file = people("race", 300);
        Callable<ImportReport> run = () -> server.bean(Imports.class)
                .run(OPERATOR, ImportFormat.CSV, file, ImportOptions.DEFAULT, ImportListener.NONE);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<ImportReport>> reports =
                    threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> run).toList());
            long added = 0;
            for (Future<ImportReport> report : reports) {
                assertThat(report.get().failure()).isNull();
                added += report.get().count(ItemKind.PERSON, Outcome.NEW);
            }
            assertThat(added).isEqualTo(300);
        }
        assertThat(count("race.example")).isEqualTo(300);
    }

    /** An export of somebody else must not make administrators, by whatever way. */
    @Test
    void importWhenAGroupOfThisServerAdministersThenNobodyJoinsItUnlessThatIsMeant() throws IOException {
        GroupService groups = server.bean(GroupService.class);
        Group bosses = groups.create(OPERATOR, null, "csv-bosses");
        Group below = groups.create(OPERATOR, bosses.id(), "below");
        server.bean(GroupLinkService.class)
                .giveRole(OPERATOR, bosses.id(), Authorities.ADMINISTRATOR, Validity.ALWAYS, null);
        Path file = csv("email,groups,roles", "eve@csv.example,/csv-bosses/below,admin");

        run(ImportFormat.CSV, file, ImportOptions.DEFAULT);

        assertThat(below.parent()).isEqualTo(bosses.id());
        assertThat(recorder.left())
                .containsExactlyInAnyOrder("eve@csv.example admin_group", "eve@csv.example admin_role");
        assertThat(administrator("eve@csv.example")).isFalse();
        run(ImportFormat.CSV, file, ImportOptions.DEFAULT.withAdminRoles());
        assertThat(administrator("eve@csv.example")).isTrue();
    }

    private boolean administrator(String email) {
        return server.bean(AccessService.class)
                .authoritiesOf(account(email).id())
                .administrator();
    }

    @Test
    void importWhenAnExportWasEditedThenCirclesAndWrongNamesAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("edited.json"), """
                {"format": "gatehouse-realm", "version": 1, "roles": [
                   {"name": "ed-a", "includes": ["ed-b", "ed-none"]}, {"name": "ed-b", "includes": ["ed-c"]},
                   {"name": "ed-c", "includes": ["ed-a"], "permissions": ["people:write", "ed:none"]},
                   {"name": "x", "client_id": "a-very-long-client"}, {"name": "ed-a"}],
                 "permissions": [{"name": "people:conquer", "client_id": "c"}, {"name": "No Name", "client_id": "c"}],
                 "groups": [{"path": "no-slash"}, {"path": "/ed-x/ed-y"}, {"path": "/ed-g", "roles": ["admin", "ed-a"]}],
                 "people": [{"email": "ed@edited.example", "status": "elated", "profile": {"sub": "1"}, "roles": ["ed-a"]}]}
                """);

        ImportReport report = run(ImportFormat.GATEHOUSE, file, ImportOptions.DEFAULT);

        assertThat(report.failure()).isNull();
        assertThat(recorder.left())
                .containsExactlyInAnyOrder(
                        "ed@edited.example profile_value",
                        "people:conquer permission_reserved",
                        "No Name permission_name",
                        "x role_name",
                        "ed-a duplicate",
                        "ed-a role_unknown",
                        "ed-c circular",
                        "ed-c admin_permission",
                        "ed-c permission_unknown",
                        "no-slash group_name",
                        "/ed-x/ed-y group_above",
                        "/ed-g admin_role");
        assertThat(account("ed@edited.example").status()).isEqualTo(AccountStatus.DISABLED);
    }

    @Test
    void importWhenAccountIsDisabledHereThenNothingIsAddedToIt() throws IOException {
        AccountService accounts = server.bean(AccountService.class);
        Account locked = accounts.ensureActive(EmailAddress.parse("locked@csv.example"), Profile.empty());
        accounts.disable(locked.id());
        Path file = csv("email,name", "locked@csv.example,Locked");

        ImportReport report = run(ImportFormat.CSV, file, ImportOptions.DEFAULT);

        assertThat(recorder.left()).containsExactly("locked@csv.example status_differs");
        assertThat(report.changedAnything()).isFalse();
        assertThat(account("locked@csv.example").status()).isEqualTo(AccountStatus.DISABLED);
    }

    private Path people(String domain, int count) throws IOException {
        return csv(IntStream.range(-1, count)
                .mapToObj(i -> i < 0 ? "email,given_name" : "person" + i + "@" + domain + ".example,Person " + i)
                .toArray(String[]::new));
    }

    private Path csv(String... lines) throws IOException {
        return Files.writeString(folder.resolve("people.csv"), Stream.of(lines).collect(Collectors.joining("\r\n")));
    }

    private int count(String domain) {
        return server.database()
                .jdbc()
                .sql("select count(*) from account where email_key like :domain")
                .param("domain", "%@" + domain)
                .query(Integer.class)
                .single();
    }

    private ImportReport run(ImportFormat format, Path file, ImportOptions options) {
        return server.bean(Imports.class).run(OPERATOR, format, file, options, recorder);
    }

    private java.net.http.HttpResponse<String> signIn(String email, String password) {
        return new TestBrowser(server)
                .signIn("/sign-in", new Person(account(email).id(), email, password));
    }

    private Account account(String email) {
        return server.bean(AccountService.class)
                .findByEmail(EmailAddress.parse(email))
                .orElseThrow();
    }
}
