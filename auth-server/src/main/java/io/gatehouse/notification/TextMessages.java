package io.gatehouse.notification;

/**
 * Sends text messages (SMS) to telephones. This server brings no gateway: whoever has one contributes a bean of this type, and it
 * takes the place of {@link LoggedTextMessages}. Numbers can be taken over without the telephone (NIST SP 800-63B section
 * 3.1.3.3), so a message must never be the only proof of who somebody is.
 */
public interface TextMessages {

    /** Hands the message over, or throws if the gateway does not take it. Must not write its text to any log. */
    void send(TextMessage message);
}
