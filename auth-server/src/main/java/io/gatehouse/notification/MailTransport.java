package io.gatehouse.notification;

import java.time.Instant;
import java.util.UUID;

/** Where finished mails go. */
interface MailTransport {

    /** Hands the mail over. Throws {@link DeliveryException} when that did not work. */
    void deliver(UUID id, RenderedMail mail, Instant createdAt);

    /** Why a mail did not leave. */
    final class DeliveryException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean permanent;

        DeliveryException(boolean permanent, Throwable cause) {
            super(reason(cause), cause);
            this.permanent = permanent;
        }

        /** Whether another try can't help. */
        boolean permanent() {
            return permanent;
        }

        private static String reason(Throwable cause) {
            Throwable root = cause;
            for (Throwable next = cause; next != null; next = next.getCause()) {
                root = next;
            }
            String text = (root.getClass().getSimpleName() + ": " + root.getMessage()).replaceAll("\\p{Cntrl}+", " ");
            return text.length() <= 500 ? text : text.substring(0, 500);
        }
    }
}
