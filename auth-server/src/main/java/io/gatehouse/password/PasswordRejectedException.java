package io.gatehouse.password;

/** A password that may not be set, with the message key that tells the person why. */
public final class PasswordRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String messageKey;

    public PasswordRejectedException(String messageKey) {
        super(messageKey);
        this.messageKey = messageKey;
    }

    /** The key of the sentence for the person, in {@code messages/password}. */
    public String messageKey() {
        return messageKey;
    }
}
