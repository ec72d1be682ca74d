package io.gatehouse.mfa;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The answer to a form that was accepted: 303 to a page of this server, so that a reload sends nothing twice. */
final class SeeOther {

    private SeeOther() {}

    static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
