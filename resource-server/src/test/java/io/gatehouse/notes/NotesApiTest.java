package io.gatehouse.notes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The real application on a free port, its issuer beside it; all tests that extend this share both. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class NotesApiTest {

    protected static final StubIssuer ISSUER = new StubIssuer(0);
    protected static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path folder = Files.createTempDirectory("notes");
        registry.add("notes.port", () -> 0);
        registry.add("notes.data", folder::toString);
        registry.add("notes.issuer", ISSUER::url);
        registry.add("notes.resource", () -> TestTokens.RESOURCE);
        registry.add("notes.introspection.client-secret", () -> StubIssuer.CLIENT_SECRET);
    }

    protected static String somebody() {
        return UUID.randomUUID().toString();
    }

    protected HttpResponse<String> get(String path, String token) {
        return send(path, request -> request.header("Authorization", "Bearer " + token));
    }

    protected HttpResponse<String> post(String token, String body) {
        return send(
                "/notes",
                request -> request.header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpResponse<String> delete(String path, String token) {
        return send(
                path,
                request -> request.header("Authorization", "Bearer " + token).DELETE());
    }

    protected HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> change) {
        return send(port, path, change);
    }

    public static HttpResponse<String> send(int port, String path, Consumer<HttpRequest.Builder> change) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        change.accept(request);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, Object> json(HttpResponse<String> response) {
        return JSON.readValue(response.body(), new TypeReference<Map<String, Object>>() {});
    }

    public static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
