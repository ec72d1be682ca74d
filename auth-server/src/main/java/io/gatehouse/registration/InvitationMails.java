package io.gatehouse.registration;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.notification.Mail;
import io.gatehouse.notification.Notifications;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.GatehouseProperties;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;

/** The mail that brings an invitation; its link starts with the configured issuer. */
final class InvitationMails {

    private final Notifications notifications;
    private final GatehouseProperties server;
    private final AccountService accounts;

    InvitationMails(Notifications notifications, GatehouseProperties server, AccountService accounts) {
        this.notifications = notifications;
        this.server = server;
        this.accounts = accounts;
    }

    void send(Invitation invitation, String token) {
        String language = invitation.letter().locale().toLanguageTag();
        String link = server.url(InvitationController.PATH + "?token=" + token + "&lang=" + language);
        String until = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(invitation.letter().locale())
                .withZone(ZoneOffset.UTC)
                .format(invitation.times().expiresAt());
        notifications.send(new Mail(
                invitation.email().deliverable(),
                "invitation",
                Map.of(
                        "link",
                        link,
                        "inviter",
                        nameOf(invitation.invitedBy()),
                        "message",
                        invitation.letter().message(),
                        "until",
                        until + " UTC"),
                invitation.letter().locale()));
    }

    /** The name that people know of whoever vouches; their address if there is none. */
    String nameOf(AccountId inviter) {
        return accounts.find(inviter).map(InvitationMails::nameOf).orElse("");
    }

    private static String nameOf(Account account) {
        return account.profile().claims().get("name") instanceof String name && !name.isBlank()
                ? name
                : account.email().value();
    }
}
