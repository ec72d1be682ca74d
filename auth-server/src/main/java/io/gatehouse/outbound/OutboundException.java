package io.gatehouse.outbound;

import java.io.IOException;

/** A request that was refused or failed; the message is for the operator and names the address, never its content. */
public final class OutboundException extends IOException {

    private static final long serialVersionUID = 1L;

    OutboundException(String message) {
        super(message);
    }

    OutboundException(String message, Throwable cause) {
        super(message, cause);
    }
}
