package io.gatehouse.shared;

import org.jspecify.annotations.Nullable;

/**
 * An expected refusal. The code and its page or problem document are for the caller; the message is for the operator's log
 * and must hold no secret.
 */
public final class GatehouseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public GatehouseException(ErrorCode code, String operatorMessage) {
        this(code, operatorMessage, null);
    }

    public GatehouseException(ErrorCode code, String operatorMessage, @Nullable Throwable cause) {
        super(operatorMessage, cause);
        this.code = code;
    }

    /** What the caller gets to know. */
    public ErrorCode code() {
        return code;
    }
}
