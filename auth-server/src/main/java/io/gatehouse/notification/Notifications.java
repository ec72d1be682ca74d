package io.gatehouse.notification;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends mail by writing it into the outbox. The row joins the caller's transaction: a change that rolls back sends nothing,
 * and a change that commits sends its mail even if the mail server is away for hours. Delivery is at least once: a crash
 * between sending and marking sends the same mail, with the same Message-ID, again.
 */
public final class Notifications {

    private final MailRenderer renderer;
    private final Outbox outbox;
    private final Runnable wake;

    Notifications(MailRenderer renderer, Outbox outbox, Runnable wake) {
        this.renderer = renderer;
        this.outbox = outbox;
        this.wake = wake;
    }

    /** Puts the mail into the outbox; it leaves right after the transaction commits. */
    public void send(Mail mail) {
        outbox.add(mail.template(), renderer.render(mail));
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wake.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.run();
            }
        });
    }
}
