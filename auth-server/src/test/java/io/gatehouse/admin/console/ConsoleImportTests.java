package io.gatehouse.admin.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.access.Actor;
import io.gatehouse.access.Assignment;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.RoleService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import from the upload to its end, as the browser of an administrator sees it, and who may not. */
final class ConsoleImportTests {

    private static final TestServer SERVER = TestServer.start("gatehouse.admin.import.largest-file=64KB");
    private static final Actor OPERATOR = Actor.operator("test");
    private static final Pattern JOB = Pattern.compile("name=\"job\" value=\"([0-9a-f-]{36})\"");

    private final Person admin = administrator();
    private final TestBrowser browser = signedIn(SERVER, admin);
    private final String email = "import-" + UUID.randomUUID() + "@example.com";

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @AfterEach
    void forget() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        SERVER.database().jdbc().sql("delete from admin_import_job").update();
    }

    private static Person administrator() {
        Person person = TestAccounts.active(SERVER);
        TestRoles.give(SERVER, person.id(), "admin");
        return person;
    }

    private static TestBrowser signedIn(TestServer server, Person who) {
        TestBrowser browser = new TestBrowser(server);
        assertThat(browser.signIn("/sign-in?continue=%2Faccount", who).statusCode())
                .isEqualTo(303);
        return browser;
    }

    @Test
    void importWhenTriedThenNothingIsWrittenUntilItIsWanted() throws IOException {
        String role = role();
        String file = "email,name,roles\n" + email + ",Ada," + role + "\nnobody,,\neve" + email + ",Eve,admin\n";
        HttpResponse<String> sent = upload(browser, file, csrf(browser));
        assertThat(TestBrowser.location(sent)).isEqualTo("/admin/import");

        String tried = settled(browser);
        assertThat(tried)
                .contains("Waits for your decision", "people.csv", "What the import would bring", email)
                .contains("admin_role", "Import now")
                .doesNotContain("hx-get");
        assertThat(find(email)).isFalse();
        Path kept = files().getFirst();
        assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        assertThat(decide(browser, "run", tried).statusCode()).isEqualTo(303);
        assertThat(settled(browser)).contains("What the import brought", "The import is over.");
        assertThat(find(email)).isTrue();
        assertThat(roles(email)).containsExactly(role);
        assertThat(roles("eve" + email)).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(audited())
                .containsExactlyInAnyOrder("import_started", "import_finished", "import_started", "import_finished");
        assertThat(decide(browser, "run", tried).statusCode()).as("once").isEqualTo(409);
    }

    @Test
    @Tag("attack-39")
    void attack39_importWhenNoAdministratorThenRefusedAndNothingKept() throws IOException {
        Person helper = TestAccounts.active(SERVER);
        String importer = role();
        SERVER.bean(RoleContentService.class)
                .addPermission(OPERATOR, importer, ServerPermission.IMPORT_RUN.code(), null);
        TestRoles.give(SERVER, helper.id(), importer);
        TestBrowser theirs = signedIn(SERVER, helper);
        assertThat(upload(theirs, "email\n" + email + "\n", csrf(theirs)).statusCode())
                .as("the permission alone")
                .isEqualTo(403);
        TestBrowser stranger = signedIn(SERVER, TestAccounts.active(SERVER));
        assertThat(upload(stranger, "email\n" + email + "\n", csrf(stranger)).statusCode())
                .isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    /** What the file is called is shown and never used as a path, and which import it is for is no path either. */
    @Test
    @Tag("attack-53")
    void attack53_uploadWhenItsNameTraversesThenKeptUnderANameOfOursInTheFolderOnly() throws IOException {
        Set<Path> before = tree();
        for (String name : List.of(
                "../../evil.csv", "/etc/evil.csv", "..\\..\\evil.csv", "a\u0000/evil.csv", "..", "x".repeat(300))) {
            String body = part("_csrf", "", csrf(browser)) + part("format", "", "csv")
                    + part("file", "; filename=\"" + name + "\"", "email\n" + email + "\n") + "--x--\r\n";
            assertThat(send(browser, body).statusCode()).as(name).isIn(303, 400, 403);
            settled(browser);
            assertThat(files())
                    .as(name)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches("[0-9a-f-]{36}\\.import"));
            for (String job : List.of("../../evil", "..", "%2e%2e%2fevil")) {
                HttpResponse<String> answer =
                        browser.submit(browser.get("/admin/import"), "/admin/import/discard", Map.of("job", job));
                assertThat(answer.statusCode()).as(job).isIn(400, 404, 409);
            }
            forget();
        }
        assertThat(tree()).isEqualTo(before);
    }

    /** Whatever lies in the data folder and beside it, but the folder of imports itself. */
    private static Set<Path> tree() throws IOException {
        try (Stream<Path> inside = Files.walk(SERVER.data());
                Stream<Path> beside = Files.list(SERVER.data().getParent())) {
            return Stream.concat(inside, beside.filter(path -> path.toString().contains("evil")))
                    .filter(path -> !path.endsWith("imports"))
                    .collect(Collectors.toSet());
        }
    }

    /** Administration writes no file but uploads: the one class that does takes an id of the server's own. */
    @Test
    @Tag("attack-53")
    void attack53_codeOfAdministrationWhenItTouchesFilesThenOnlyTheFolderOfImports() {
        noClasses()
                .that()
                .resideInAPackage("io.gatehouse.admin..")
                .and()
                .haveNameNotMatching(".*\\.imports\\.(ImportFolder|ImportRunner|ImportConfiguration)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\..*|java\\.io\\.(File.*|RandomAccessFile)")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.gatehouse.admin"));
    }

    @Test
    @Tag("attack-13")
    void attack13_uploadWhenTokenIsMissingForeignOrBehindTheFileThenForbidden() throws IOException {
        String foreign = csrf(signedIn(SERVER, administrator()));
        for (String token : List.of("", "x", foreign)) {
            assertThat(upload(browser, "email\n" + email + "\n", token).statusCode())
                    .as(token)
                    .isEqualTo(403);
        }
        String late = part("format", "", "csv") + part("file", "; filename=\"x.csv\"", "email\n" + email)
                + part("_csrf", "", csrf(browser)) + "--x--\r\n";
        assertThat(send(browser, late).statusCode()).isEqualTo(403);
        assertThat(files()).isEmpty();
    }

    @Test
    void uploadWhenUnusableThenToldWhyAndNothingKept() throws IOException {
        String token = csrf(browser);
        assertThat(TestBrowser.location(upload(browser, "email\n" + "x".repeat(70_000), token)))
                .isEqualTo("/admin/import/new?problem=SIZE");
        assertThat(browser.get("/admin/import/new?problem=SIZE").body()).contains("larger than");
        String none = part("_csrf", "", token) + part("format", "", "csv") + part("file", "; filename=\"\"", "")
                + "--x--\r\n";
        assertThat(TestBrowser.location(send(browser, none))).endsWith("problem=FILE");
        String odd = part("_csrf", "", token) + part("format", "", "ldif") + part("file", "; filename=\"a\"", "x")
                + "--x--\r\n";
        assertThat(TestBrowser.location(send(browser, odd))).endsWith("problem=FORMAT");
        assertThat(send(browser, part("_csrf", "", token) + part("realm", "", "r".repeat(5000)) + "--x--\r\n")
                        .statusCode())
                .isEqualTo(403);
        assertThat(files()).isEmpty();
        upload(browser, "no such column\n1\n", token);
        assertThat(settled(browser)).contains("Stopped");
        assertThat(files()).isEmpty();
    }

    @Test
    void importWhenDecidedOnAnotherNodeThenTheNodeWithTheFileDoesIt() {
        TestServer second = SERVER.anotherNode();
        try {
            upload(browser, "email,name\n" + email + ",Ada\n", csrf(browser));
            TestBrowser there = signedIn(second, admin);
            String tried = settled(there);
            assertThat(tried).contains("Waits for your decision");
            assertThat(decide(there, "run", tried).statusCode()).isEqualTo(303);
            assertThat(settled(there)).contains("The import is over.");
            assertThat(find(email)).isTrue();
        } finally {
            second.stop();
        }
    }

    @Test
    void importWhenItsNodeIsGoneThenInterruptedAndAnotherMayBegin() {
        upload(browser, "email\n" + email + "\n", csrf(browser));
        settled(browser);
        SERVER.database()
                .jdbc()
                .sql(
                        "update admin_import_job set state = 'importing', node = gen_random_uuid(), done = 500, total = 900")
                .update();
        assertThat(browser.get("/admin/import").body()).contains("500 of 900 people", "hx-get=\"/admin/import/state\"");
        assertThat(upload(browser, "email\n" + email + "\n", csrf(browser)).statusCode())
                .as("one at a time")
                .isEqualTo(409);
        SERVER.clock().advance(Duration.ofMinutes(2));
        assertThat(browser.get("/admin/import").body()).contains("Interrupted", "500 of 900 people are in");
        assertThat(upload(browser, "email\n" + email + "\n", csrf(browser)).statusCode())
                .isEqualTo(303);
        String tried = settled(browser);
        assertThat(decide(browser, "discard", tried).statusCode()).isEqualTo(303);
        assertThat(browser.get("/admin/import").body()).contains("It was not imported.");
    }

    private static String csrf(TestBrowser browser) {
        String page = browser.get("/account/sessions").body();
        return page.replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    }

    private static HttpResponse<String> upload(TestBrowser browser, String content, String csrf) {
        return send(
                browser,
                part("_csrf", "", csrf) + part("format", "", "csv")
                        + part("file", "; filename=\"C:\\\\dir\\\\people.csv\"", content) + "--x--\r\n");
    }

    private static HttpResponse<String> send(TestBrowser browser, String body) {
        return browser.send("POST", "/admin/import/new", body, "Content-Type", "multipart/form-data; boundary=x");
    }

    private static String part(String name, String more, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + content + "\r\n";
    }

    /** The page once nothing goes on by itself. */
    private static String settled(TestBrowser browser) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> browser.get("/admin/import").body(), page -> !page.contains("<progress"));
    }

    private static HttpResponse<String> decide(TestBrowser browser, String what, String page) {
        Matcher job = JOB.matcher(page);
        assertThat(job.find()).isTrue();
        return browser.submit(
                browser.get("/account/sessions"), "/admin/import/" + what, Map.of("job", job.group(1), "sid", ""));
    }

    private static String role() {
        String name = "import-" + UUID.randomUUID();
        SERVER.bean(RoleService.class).create(OPERATOR, name, null, "");
        return name;
    }

    private static boolean find(String email) {
        return SERVER.bean(AccountService.class)
                .findByEmail(EmailAddress.parse(email))
                .isPresent();
    }

    private static List<String> roles(String email) {
        return SERVER
                .bean(AssignmentService.class)
                .of(SERVER.bean(AccountService.class)
                        .findByEmail(EmailAddress.parse(email))
                        .orElseThrow()
                        .id())
                .stream()
                .map(Assignment::role)
                .toList();
    }

    private List<String> audited() {
        return SERVER.database()
                .jdbc()
                .sql("""
                        select action from audit_event where actor_id = :admin and action like 'import%' order by occurred_at, id
                        """)
                .param("admin", admin.id().toString())
                .query(String.class)
                .list();
    }

    private static List<Path> files() throws IOException {
        Path folder = SERVER.data().resolve("imports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
