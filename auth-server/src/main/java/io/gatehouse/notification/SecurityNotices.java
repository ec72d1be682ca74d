package io.gatehouse.notification;

import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.web.ClientAddress;
import io.gatehouse.web.Device;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Mails that tell people what happened to their account, so that they notice when it was not them: what, when, with which
 * browser, from where, and what to do. Each kind has the messages {@code notice.<kind>.subject} and {@code notice.<kind>.text}.
 */
public final class SecurityNotices {

    private final Notifications notifications;
    private final GatehouseProperties server;
    private final Clock clock;

    SecurityNotices(Notifications notifications, GatehouseProperties server, Clock clock) {
        this.notifications = notifications;
        this.server = server;
        this.clock = clock;
    }

    /**
     * Puts a notice into the outbox, in the caller's transaction.
     *
     * @param to one address in the form of the mail system
     * @param kind such as {@code new-device}
     */
    public void send(String to, String kind, Locale locale) {
        notifications.send(new Mail(to, "notice", subject(kind), facts(kind, locale), locale));
    }

    /**
     * The same with a template of its own, which has the name of the kind.
     *
     * @param more what the template shows besides, or instead of the link to the account
     */
    public void send(String to, String kind, Map<String, String> more, Locale locale) {
        Map<String, String> model = new HashMap<>(facts(kind, locale));
        model.putAll(more);
        notifications.send(new Mail(to, kind, subject(kind), model, locale));
    }

    private static String subject(String kind) {
        return "notice." + kind + ".subject";
    }

    private Map<String, String> facts(String kind, Locale locale) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
        return Map.of(
                "kind", kind,
                "when", when + " UTC",
                "device", device(),
                "address", address(),
                "link", server.url("/account"));
    }

    private static String device() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Device.of(attributes.getRequest()).describe()
                : "?";
    }

    private static String address() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return ClientAddress.of(request).text();
        }
        return "?";
    }
}
