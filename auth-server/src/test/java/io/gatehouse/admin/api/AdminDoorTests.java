package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.AdminApi.V1;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestRoles;
import io.gatehouse.TestServer;
import io.gatehouse.admin.api.ApiRoutes.Route;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** The doors of the API: odd paths and methods, cookies instead of tokens, what handlers may take, and the description. */
final class AdminDoorTests {

    private final TestServer server = TestServer.shared();
    private final AdminApi api = new AdminApi(server);

    /** Attack row 44: no spelling of a path opens it without a token, and none reaches the pages' chain with a handler. */
    @Test
    @Tag("attack-44")
    void attack44PathWhenSpeltOddlyThenNothingOpens() throws IOException {
        for (String path : List.of(
                "/admin/api/v1/people",
                "/admin/api/v1/people/",
                "//admin/api/v1/people",
                "/admin//api/v1/people",
                "/admin/api//v1/people",
                "/admin/api/v1//people",
                "/admin;x=1/api/v1/people",
                "/admin/api;x/v1/people",
                "/admin/api/v1/people;jsessionid=1",
                "/admin%2fapi/v1/people",
                "/admin/api%2Fv1/people",
                "/admin/%61pi/v1/people",
                "/%61dmin/api/v1/people",
                "/admin/api/v1/%70eople",
                "/admin/api/v1/./people",
                "/admin/x/../api/v1/people",
                "/admin/api/v1/x/%2e%2e/people",
                "/admin/api/v1/people%00",
                "/admin/api/v1/people%0a",
                "/admin/api/v1/people.json",
                "/admin/api/v1/people?access_token=x",
                "/ADMIN/api/v1/people",
                "/Admin/Api/v1/People",
                "/assets/../admin/api/v1/people",
                "/assets/..;/admin/api/v1/people",
                "/sign-in/../admin/api/v1/people",
                "/admin\\api\\v1\\people",
                "/error/../admin/api/v1/people",
                "/admin/api/v1/openapi.json",
                "/admin/api/v2/people",
                "/admin/api")) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "TRACE", "get")) {
                assertClosed(method, path, "");
            }
            assertClosed("POST", path, "X-HTTP-Method-Override: GET\r\n");
            assertClosed("GET", path, "X-Original-URL: /assets/x\r\nX-Rewrite-URL: /sign-in\r\n");
            assertClosed("GET", path, "Authorization: Basic YWRtaW46YWRtaW4=\r\n");
            assertClosed("GET", path, "Authorization: Bearer\r\n");
        }
    }

    private void assertClosed(String method, String path, String headers) throws IOException {
        URI address = server.address();
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nAccept: application/json\r\nContent-Length: 0\r\nConnection: close\r\n" + headers + "\r\n";
        String answer;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).as(method + " " + path).matches("(?s)HTTP/1\\.1 (400|401|403|404|405|501) .*");
        assertThat(answer).as(method + " " + path).doesNotContain("\"items\"").doesNotContain("openapi\":");
    }

    /** A signed-in administrator's browser is not a client of the API: its cookie opens nothing, and so needs no CSRF guard. */
    @Test
    @Tag("attack-44")
    void cookieWhenOfAnAdministratorThenOpensNothing() {
        Person admin = TestAccounts.active(server);
        TestRoles.give(server, admin.id(), "admin");
        TestBrowser browser = new TestBrowser(server);
        browser.signIn("/sign-in", admin);
        assertThat(browser.get("/").statusCode()).isLessThan(400);
        assertThat(browser.get(V1 + "/people").statusCode()).isEqualTo(401);
        assertThat(browser.post(V1 + "/people", Map.of("email", "x@example.com"))
                        .statusCode())
                .isEqualTo(401);
        String token = api.token(admin);
        assertThat(browser.get(V1 + "/people?access_token=" + token).statusCode())
                .isEqualTo(401);
        assertThat(browser.post(V1 + "/people", Map.of("access_token", token)).statusCode())
                .isEqualTo(401);
        HttpResponse<String> cors = api.send(
                "OPTIONS",
                V1 + "/people",
                "",
                "",
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "GET");
        assertThat(cors.statusCode()).isEqualTo(401);
        assertThat(cors.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    /** Attack rows 39 and 53: handlers get checked objects and read bodies; no identifier, path, file or header of the caller. */
    @Test
    @Tag("attack-39")
    @Tag("attack-53")
    void attack53HandlerWhenItTakesSomethingThenNothingThatNobodyChecked() {
        List<Route> routes = server.bean(ApiRoutes.class).all();
        assertThat(routes).hasSizeGreaterThan(40);
        for (Route route : routes) {
            for (Parameter parameter : route.handler().getParameters()) {
                assertThat(parameter.getType())
                        .as(route.method() + " " + route.path())
                        .isNotIn(
                                String.class,
                                java.util.UUID.class,
                                MultipartFile.class,
                                Map.class,
                                java.io.InputStream.class,
                                RequestEntity.class);
                assertThat(Arrays.stream(parameter.getAnnotations())
                                .map(annotation -> annotation.annotationType().getName()))
                        .doesNotContain(
                                PathVariable.class.getName(),
                                RequestParam.class.getName(),
                                RequestBody.class.getName(),
                                RequestHeader.class.getName(),
                                CookieValue.class.getName());
            }
        }
    }

    /** Only the guards make objects: a handler can't make a person out of an identifier by itself. */
    @Test
    @Tag("attack-39")
    void attack39ObjectWhenMadeThenByAGuardOnly() {
        JavaClasses house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.gatehouse.admin");
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveSimpleName("ObjectGuard")
                .and()
                .doNotHaveSimpleName("ThingGuard")
                .should()
                .callConstructor(AdminPerson.class, io.gatehouse.account.AccountEntry.class)
                .orShould()
                .callConstructor(AdminGroup.class, io.gatehouse.access.Group.class)
                .orShould()
                .callConstructor(AdminSession.class, AdminPerson.class, io.gatehouse.session.SignedInDevice.class)
                .check(house);
    }

    @Test
    void descriptionWhenReadThenEveryRouteIsInItWithItsPermissionAndExamples() {
        Person anybody = TestAccounts.active(server);
        HttpResponse<String> answer =
                api.get(V1 + "/openapi.json", api.token(anybody.id(), List.of("admin.people.read")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode document = AdminApi.json(answer);
        assertThat(document.path("openapi").asString("")).isEqualTo("3.1.0");
        for (Route route : server.bean(ApiRoutes.class).all()) {
            JsonNode operation = document.path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(java.util.Locale.ROOT));
            assertThat(operation.isObject())
                    .as(route.method() + " " + route.path())
                    .isTrue();
            assertThat(operation.path("summary").asString("")).isNotBlank();
            if (route.requires() != null) {
                assertThat(operation.path("x-permission").asString(""))
                        .isEqualTo(route.requires().value().code());
                assertThat(operation
                                .path("security")
                                .get(0)
                                .path("token")
                                .get(0)
                                .asString(""))
                        .isEqualTo(route.requires().value().scope());
            }
            assertThat(operation.path("requestBody").isObject())
                    .isEqualTo(route.body().isPresent());
        }
        JsonNode schemas = document.path("components").path("schemas");
        assertThat(schemas.size()).isGreaterThan(15);
        schemas.forEach(schema -> assertThat(schema.path("examples").size()).isEqualTo(1));
        assertThat(answer.body().matches("(?s).*\"\\$ref\":\"#/components/schemas/[A-Za-z]+\".*"))
                .isTrue();
        java.util.regex.Pattern.compile("#/components/schemas/([A-Za-z]+)")
                .matcher(answer.body())
                .results()
                .forEach(found ->
                        assertThat(schemas.path(found.group(1)).isObject()).isTrue());
    }
}
