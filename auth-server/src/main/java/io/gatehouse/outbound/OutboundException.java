package io.gatehouse.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that was refused or failed; the message is for the operator and names the address, never its content. */
public final class OutboundException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it was, for those who may know no more. */
    public enum Kind {
        /** Nothing was sent: the address is none that this server calls. */
        REFUSED,
        UNKNOWN_HOST,
        /** No connection, no TLS, or it broke. */
        UNREACHABLE,
        TIMEOUT,
        /** There was an answer, but not an acceptable one. */
        ANSWER
    }

    private final Kind kind;

    OutboundException(String message) {
        super(message);
        this.kind = Kind.ANSWER;
    }

    OutboundException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
