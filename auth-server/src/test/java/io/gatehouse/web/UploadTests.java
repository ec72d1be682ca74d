package io.gatehouse.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestServer;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.Profile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Nothing can be uploaded but an administrator's import, which nobody can fetch again; pictures of people stay where they are.
 */
final class UploadTests {

    private static final Set<String> PROTOCOL =
            Set.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/userinfo");

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);

    @Test
    @Tag("attack-8")
    void attack8_multipartWhenSentToAnyEndpointThenRefusedAndNothingChanges() {
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", person);
        String page = browser.get("/account/profile").body();
        String csrf = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        String body = part("_csrf", "", csrf) + part("name", "", "Eve") + part("email", "", "eve@example.com")
                + part("picture", "; filename=\"x.html\"", "<script>alert(1)</script>") + "--x--\r\n";
        Profile before = profile();
        for (String path : writingPaths()) {
            for (String method : List.of("POST", "PUT")) {
                HttpResponse<String> answer = browser.send(
                        method, path, body, "Content-Type", "multipart/form-data; boundary=x", "X-CSRF-TOKEN", csrf);
                assertThat(answer.statusCode()).as("%s %s", method, path).isIn(statuses(method, path));
                assertThat(answer.body()).as(path).doesNotContain("<script>alert");
            }
        }
        assertThat(profile()).isEqualTo(before);
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    }

    /** The one path that takes a file does not exist for this person. */
    private static Set<Integer> statuses(String method, String path) {
        if (path.equals("/admin/import/new") && method.equals("POST")) {
            return Set.of(404);
        }
        return PROTOCOL.contains(path) ? Set.of(400, 401, 404, 405) : Set.of(415);
    }

    @Test
    @Tag("attack-8")
    void attack8_codeWhenItWouldTakeAFileThenNotInThisHouse() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web.multipart..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.servlet.http.Part")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.gatehouse"));
    }

    @ParameterizedTest
    @Tag("attack-8")
    @ValueSource(
            strings = {
                "http://cdn.example/a.png",
                "javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "//cdn.example/a.png",
                "/a.png",
                "https://user@cdn.example/a.png",
                "https:a.png",
                "https://",
                "not a link"
            })
    void attack8_pictureWhenNotAnHttpsLinkThenNoProfileHoldsIt(String picture) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile(Map.of("picture", picture)));
    }

    @Test
    @Tag("attack-8")
    void attack8_pictureWhenAProfileHasOneThenNoPageShowsOrFetchesIt() throws IOException {
        String picture = "https://cdn.example/" + person.id() + ".png";
        server.bean(AccountService.class).changeProfile(person.id(), seen -> new Profile(Map.of("picture", picture)));
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", person);
        for (String path : List.of("/", "/account", "/account/profile")) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.body()).doesNotContain(picture);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("img-src 'self' data:;");
        }
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(templates.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file).replace("<img th:src=\"@{/assets/", ""))
                            .doesNotContain("<img"));
        }
    }

    private Profile profile() {
        return server.bean(AccountService.class).find(person.id()).orElseThrow().profile();
    }

    /** Every path that some controller answers to a request that could carry a body. */
    private Set<String> writingPaths() {
        Set<String> paths = new TreeSet<>();
        server
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(info -> info.getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> method != RequestMethod.GET))
                .flatMap(info -> info.getPatternValues().stream())
                .map(pattern -> pattern.replaceAll("\\{[^}]+}", "0"))
                .forEach(paths::add);
        paths.addAll(PROTOCOL);
        assertThat(paths).hasSizeGreaterThan(30);
        return paths;
    }

    private static String part(String name, String more, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + content + "\r\n";
    }
}
