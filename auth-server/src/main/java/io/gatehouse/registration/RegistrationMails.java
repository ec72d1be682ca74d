package io.gatehouse.registration;

import io.gatehouse.account.Account;
import io.gatehouse.notification.Mail;
import io.gatehouse.notification.Notifications;
import io.gatehouse.shared.GatehouseProperties;
import java.util.Locale;
import java.util.Map;

/**
 * The mails of registration. They hold nothing that the person at the form typed, since that may be anybody; links start
 * with the configured issuer.
 */
final class RegistrationMails {

    private final Notifications notifications;
    private final GatehouseProperties server;
    private final RegistrationProperties properties;

    RegistrationMails(Notifications notifications, GatehouseProperties server, RegistrationProperties properties) {
        this.notifications = notifications;
        this.server = server;
        this.properties = properties;
    }

    void activation(Account account, String token, Locale locale) {
        String link = server.url("/activate?token=" + token);
        long hours = Math.max(1, properties.linkLifetime().toHours());
        send(account, "activate-account", Map.of("link", link, "hours", Long.toString(hours)), locale);
    }

    void alreadyRegistered(Account account, Locale locale) {
        send(account, "already-registered", Map.of("link", server.url("/sign-in")), locale);
    }

    private void send(Account account, String template, Map<String, String> model, Locale locale) {
        notifications.send(new Mail(account.email().deliverable(), template, model, locale));
    }
}
