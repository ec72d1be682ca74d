package io.gatehouse.password;

import java.util.List;
import java.util.stream.Collectors;

/** A password that may not be set, with a sentence for the person for each rule that it breaks. */
public final class PasswordRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<PasswordAdvice> broken;

    PasswordRejectedException(List<PasswordAdvice> broken) {
        super(broken.stream().map(PasswordAdvice::key).collect(Collectors.joining(", ")));
        this.broken = List.copyOf(broken);
    }

    /** What is wrong with it, at least one sentence. */
    public List<PasswordAdvice> broken() {
        return broken;
    }

    /** The key of the first sentence for the person, in {@code messages/password}. */
    public String messageKey() {
        return broken.getFirst().key();
    }
}
