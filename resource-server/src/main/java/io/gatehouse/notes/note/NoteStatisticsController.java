package io.gatehouse.notes.note;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many notes each person has, for administrators; the notes themselves stay private. */
@RestController
final class NoteStatisticsController {

    private final JdbcNotes notes;

    NoteStatisticsController(JdbcNotes notes) {
        this.notes = notes;
    }

    record Statistics(List<NoteCount> owners) {}

    @GetMapping(path = "/admin/notes/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
    Statistics statistics() {
        return new Statistics(notes.countByOwner());
    }
}
