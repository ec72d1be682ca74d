package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.CredentialsReset;
import io.gatehouse.notification.Mail;
import io.gatehouse.notification.Notifications;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.GatehouseProperties;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** What follows from a new password, inside the transaction that sets it: sessions and tokens end, the person is told. */
final class PasswordAftermath {

    private final SessionService sessions;
    private final ApplicationEventPublisher events;
    private final Notifications notifications;
    private final GatehouseProperties server;

    PasswordAftermath(
            SessionService sessions,
            ApplicationEventPublisher events,
            Notifications notifications,
            GatehouseProperties server) {
        this.sessions = sessions;
        this.events = events;
        this.notifications = notifications;
        this.server = server;
    }

    void follow(Account account, KeptAccess kept, Locale locale) {
        if (!kept.everything()) {
            close(account, kept.session());
        }
        Map<String, String> model = Map.of("link", server.url("/reset-password"));
        notifications.send(new Mail(account.email().deliverable(), "password-changed", model, locale));
    }

    private void close(Account account, @Nullable UUID kept) {
        if (kept == null) {
            sessions.endAll(account.id());
        } else {
            sessions.endOthers(account.id(), kept);
        }
        events.publishEvent(new CredentialsReset(account.id(), kept));
    }
}
