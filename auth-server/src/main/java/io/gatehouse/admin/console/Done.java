package io.gatehouse.admin.console;

import io.gatehouse.web.SeeOther;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** What was just done, told on the page that follows; {@code console.done.<name>} says it. */
enum Done {
    DISABLED,
    ENABLED,
    LOCKED_DOWN,
    SIGNED_OUT,
    APP_WITHDRAWN,
    FACTORS_REMOVED,
    ROLE_GIVEN,
    ROLE_TAKEN,
    GROUP_JOINED,
    GROUP_LEFT,
    CREATED,
    CHANGED,
    DELETED,
    ROTATED,
    INVITATION_SENT,
    INVITATION_WITHDRAWN,
    SENT,
    PROPOSED,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    APP_DISABLED,
    APP_ENABLED,
    APP_DELETED,
    SECRET_ENDED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** 303 to a page of the console, so that a reload sends nothing twice. */
    ResponseEntity<Void> at(String path) {
        return see(path + (path.contains("?") ? "&" : "?") + "done=" + code());
    }

    static ResponseEntity<Void> see(String path) {
        return SeeOther.to(path);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The message that a parameter asks for; nothing for what nobody said. */
    static @Nullable String message(@Nullable String parameter) {
        return Stream.of(values())
                .filter(done -> done.code().equals(parameter))
                .map(done -> "console.done." + done.code())
                .findFirst()
                .orElse(null);
    }
}
