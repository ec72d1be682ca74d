package io.gatehouse.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in for a gateway: says in the log that a message would have gone out. Only a demo shows the text, and whole numbers. */
final class LoggedTextMessages implements TextMessages {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedTextMessages.class);

    private final boolean demo;

    LoggedTextMessages(boolean demo) {
        this.demo = demo;
    }

    @Override
    public void send(TextMessage message) {
        if (demo) {
            LOG.info("Text message to {}: {}", message.to(), message.text());
        } else {
            LOG.warn(
                    "A text message to {} was not sent, since this server has no gateway for them.",
                    message.maskedNumber());
        }
    }
}
