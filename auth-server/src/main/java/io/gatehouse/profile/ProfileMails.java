package io.gatehouse.profile;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.notification.Mail;
import io.gatehouse.notification.Notifications;
import io.gatehouse.shared.GatehouseProperties;
import java.util.Locale;
import java.util.Map;

/** Mails that are not notices. They hold nothing that a person typed; links start with the configured issuer. */
final class ProfileMails {

    private final Notifications notifications;
    private final GatehouseProperties server;
    private final SelfServiceProperties properties;

    ProfileMails(Notifications notifications, GatehouseProperties server, SelfServiceProperties properties) {
        this.notifications = notifications;
        this.server = server;
        this.properties = properties;
    }

    void confirm(EmailAddress to, String token, Locale locale) {
        String link = server.url(EmailChangeController.CONFIRM + "?token=" + token);
        long hours = Math.max(1, properties.emailLinkLifetime().toHours());
        send(to, "confirm-email", Map.of("link", link, "hours", Long.toString(hours)), locale);
    }

    void taken(EmailAddress to, Locale locale) {
        send(to, "address-in-use", Map.of("link", server.url("/sign-in")), locale);
    }

    void deleted(EmailAddress to, Locale locale) {
        send(to, "account-deleted", Map.of(), locale);
    }

    private void send(EmailAddress to, String template, Map<String, String> model, Locale locale) {
        notifications.send(new Mail(to.deliverable(), template, model, locale));
    }
}
