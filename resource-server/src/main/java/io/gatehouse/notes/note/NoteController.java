package io.gatehouse.notes.note;

import io.gatehouse.notes.NotesProperties;
import io.gatehouse.notes.web.Problem;
import io.gatehouse.notes.web.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own notes. A note of somebody else answers exactly like one that does not exist. */
@RestController
@RequestMapping(path = "/notes", produces = MediaType.APPLICATION_JSON_VALUE)
final class NoteController {

    private static final int MAX_PAGE = 100;
    private static final int MAX_NOTES = 10_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JdbcNotes notes;
    private final NoteIds ids;
    private final Clock clock;
    private final NotesProperties properties;

    NoteController(JdbcNotes notes, NoteIds ids, Clock clock, NotesProperties properties) {
        this.notes = notes;
        this.ids = ids;
        this.clock = clock;
        this.properties = properties;
    }

    record NewNote(@Nullable String text) {}

    record Page(List<Note> notes, @Nullable String next) {}

    @GetMapping
    Page list(
            Authentication caller,
            @RequestParam(defaultValue = "20") String limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > MAX_PAGE) {
            throw new ProblemException(
                    Problem.of(HttpStatus.BAD_REQUEST, "limit_not_allowed", "The limit is a number from 1 to 100."));
        }
        if (after != null && !ID.matcher(after).matches()) {
            throw new ProblemException(Problem.of(
                    HttpStatus.BAD_REQUEST, "after_not_allowed", "Give in 'after' what the last page said in 'next'."));
        }
        List<Note> found = notes.findNewest(caller.getName(), after == null ? null : UUID.fromString(after), size + 1);
        if (found.size() <= size) {
            return new Page(found, null);
        }
        List<Note> page = found.subList(0, size);
        return new Page(page, page.getLast().id().toString());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Note> create(Authentication caller, @RequestBody NewNote given) {
        String text = NoteText.checked(given.text());
        Note note = new Note(ids.next(), caller.getName(), text, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!notes.insertIfBelow(MAX_NOTES, note)) {
            throw new ProblemException(
                    Problem.of(HttpStatus.CONFLICT, "too_many_notes", "You have 10000 notes. Delete some first."));
        }
        URI location = URI.create(properties.baseUrl() + "/notes/" + note.id());
        return ResponseEntity.created(location).body(note);
    }

    @GetMapping("/{id}")
    Note read(Authentication caller, @PathVariable String id) {
        return notes.find(caller.getName(), known(id)).orElseThrow(NoteController::notFound);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Authentication caller, @PathVariable String id) {
        if (!notes.delete(caller.getName(), known(id))) {
            throw notFound();
        }
    }

    private static UUID known(String id) {
        if (!ID.matcher(id).matches()) {
            throw notFound();
        }
        return UUID.fromString(id);
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.of(HttpStatus.NOT_FOUND, "note_not_found", "You have no note with this id."));
    }
}
