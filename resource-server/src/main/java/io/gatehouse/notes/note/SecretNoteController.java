package io.gatehouse.notes.note;

import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stands for whatever an application shows only right after a second factor. */
@RestController
final class SecretNoteController {

    record SecretNote(String owner, String text) {}

    @GetMapping(path = "/notes/secret", produces = MediaType.APPLICATION_JSON_VALUE)
    SecretNote secret(Authentication caller) {
        return new SecretNote(caller.getName(), "You proved a second factor within the last five minutes.");
    }
}
