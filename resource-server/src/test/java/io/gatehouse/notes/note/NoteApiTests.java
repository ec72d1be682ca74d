package io.gatehouse.notes.note;

import static io.gatehouse.notes.TestTokens.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.notes.NotesApiTest;
import io.gatehouse.notes.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteApiTests extends NotesApiTest {

    @Test
    void createWhenTextIsGoodThenNoteIsFoundAtItsLocation() {
        String token = accessToken(ISSUER, somebody());
        HttpResponse<String> created = post(token, "{\"text\": \"  buy\\r\\n\\tmilk 🥛 \"}");
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(TestTokens.RESOURCE + "/notes/" + json(created).get("id"));
        HttpResponse<String> read = get("/notes/" + json(created).get("id"), token);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(json(read)).isEqualTo(json(created)).containsEntry("text", "buy\n\tmilk 🥛");
        assertThat(json(read)).containsOnlyKeys("id", "text", "createdAt");
    }

    @Test
    void listWhenManyNotesThenNewestComeFirstPageByPage() {
        String token = accessToken(ISSUER, somebody());
        for (int i = 1; i <= 5; i++) {
            assertThat(post(token, "{\"text\": \"note " + i + "\"}").statusCode())
                    .isEqualTo(201);
        }
        List<String> texts = new ArrayList<>();
        Object next = null;
        int pages = 0;
        do {
            HttpResponse<String> page = get("/notes?limit=2" + (next == null ? "" : "&after=" + next), token);
            assertThat(page.statusCode()).isEqualTo(200);
            texts.addAll(texts(page));
            next = json(page).get("next");
            pages++;
        } while (next != null);
        assertThat(texts).containsExactly("note 5", "note 4", "note 3", "note 2", "note 1");
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=-1", "limit=x", "limit=99999999999", "after=x", "after="})
    void listWhenPagingIsWrongThenBadRequest(String query) {
        assertThat(get("/notes?" + query, accessToken(ISSUER, somebody())).statusCode())
                .isEqualTo(400);
    }

    @Test
    void readAndDeleteWhenNoteIsForeignThenNotFoundAndNoteStays() {
        String owner = accessToken(ISSUER, somebody());
        String stranger = accessToken(ISSUER, somebody());
        String path = "/notes/" + json(post(owner, "{\"text\": \"mine\"}")).get("id");
        assertThat(get(path, stranger).statusCode()).isEqualTo(404);
        assertThat(get(path, stranger).body())
                .isEqualTo(get("/notes/" + somebody(), stranger).body());
        assertThat(delete(path, stranger).statusCode()).isEqualTo(404);
        assertThat(texts(get("/notes", stranger))).isEmpty();
        assertThat(get(path, owner).statusCode()).isEqualTo(200);
    }

    @Test
    void deleteWhenOwnThenGone() {
        String token = accessToken(ISSUER, somebody());
        String path =
                "/notes/" + json(post(token, "{\"text\": \"short-lived\"}")).get("id");
        assertThat(delete(path, token).statusCode()).isEqualTo(204);
        assertThat(get(path, token).statusCode()).isEqualTo(404);
        assertThat(delete(path, token).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\": null}",
                "{\"text\": \"  \\n \"}",
                "{\"text\": \"a\\u0000b\"}",
                "{\"text\": \"a\\u001bb\"}",
                "{\"text\": \"a\\u0085b\"}",
                "{\"text\": 5}",
                "{\"text\": true}",
                "{\"text\": \"a\", \"owner\": \"b\"}",
                "{\"text\": \"a\", \"text\": \"b\"}",
                "{\"text\": \"a\"",
                "{\"text\": \"a\"} {}",
                "[]",
                "null",
                ""
            })
    void createWhenBodyIsBadThenBadRequestAndNothingWritten(String body) {
        String token = accessToken(ISSUER, somebody());
        HttpResponse<String> response = post(token, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(response)).containsOnlyKeys("type", "title", "status", "detail", "code");
        assertThat(response.body()).doesNotContainIgnoringCase("jackson", "exception", "gatehouse");
        assertThat(texts(get("/notes", token))).isEmpty();
    }

    @Test
    void createWhenTextIsAtTheLimitThenStoredAndBeyondRefused() {
        String token = accessToken(ISSUER, somebody());
        assertThat(post(token, "{\"text\": \"" + "🥛".repeat(4000) + "\"}").statusCode())
                .isEqualTo(201);
        assertThat(post(token, "{\"text\": \"" + "a".repeat(4001) + "\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void createWhenContentTypeIsWrongThenUnsupportedMediaType() {
        HttpResponse<String> response = send(
                "/notes",
                request -> request.header("Authorization", "Bearer " + accessToken(ISSUER, somebody()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("text=a")));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response)).containsEntry("code", "unsupported_media_type");
    }

    @Test
    @Tag("attack-48")
    void createWhenBodyIsHugeThenRefusedAnnouncedOrNot() {
        String token = accessToken(ISSUER, somebody());
        assertThat(post(token, "{\"text\": \"" + "a".repeat(10_000_000) + "\"}").statusCode())
                .isEqualTo(413);
        byte[] chunked = ("{\"text\": \"" + "a".repeat(100_000) + "\"}").getBytes();
        HttpResponse<String> response = send(
                "/notes",
                request -> request.header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked))));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response)).containsEntry("code", "content_too_large");
    }

    @Test
    void statisticsWhenCallerIsAdministratorThenCountsPerOwner() {
        String owner = somebody();
        String token = accessToken(ISSUER, owner);
        post(token, "{\"text\": \"one\"}");
        post(token, "{\"text\": \"two\"}");
        String administrator =
                accessToken(ISSUER, somebody(), claims -> claims.claim("roles", List.of("other", "notes-admin")));
        HttpResponse<String> response = get("/admin/notes/statistics", administrator);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat((List<?>) json(response).get("owners"))
                .map(Object.class::cast)
                .contains(Map.of("owner", owner, "notes", 2));
    }

    private static List<String> texts(HttpResponse<String> page) {
        return ((List<?>) json(page).getOrDefault("notes", List.of()))
                .stream().map(note -> (String) ((Map<?, ?>) note).get("text")).toList();
    }
}
