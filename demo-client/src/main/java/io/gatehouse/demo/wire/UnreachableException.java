package io.gatehouse.demo.wire;

/** No answer came: the other side is down, slow, or not trusted. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
