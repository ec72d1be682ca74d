package io.gatehouse.password;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes on after a new password: everything by the person's choice, one session with its tokens, or nothing.
 *
 * @param session public name of the session that goes on if not everything does
 */
public record KeptAccess(boolean everything, @Nullable UUID session) {

    /** All sessions and tokens end. */
    public static KeptAccess nothing() {
        return new KeptAccess(false, null);
    }

    /** All sessions but this one end, and the tokens of all others. */
    public static KeptAccess only(UUID session) {
        return new KeptAccess(false, session);
    }

    /** The person wants to stay signed in everywhere. */
    public static KeptAccess all() {
        return new KeptAccess(true, null);
    }
}
