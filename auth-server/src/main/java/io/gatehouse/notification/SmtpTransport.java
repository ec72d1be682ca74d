package io.gatehouse.notification;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Delivers through the operator's mail server. */
final class SmtpTransport implements MailTransport {

    private final JavaMailSenderImpl sender;
    private final String from;

    SmtpTransport(SmtpProperties properties, String from) {
        this.from = from;
        this.sender = new JavaMailSenderImpl();
        sender.setHost(properties.host());
        sender.setPort(properties.port());
        sender.setUsername(properties.user());
        sender.setPassword(properties.password());
        sender.setDefaultEncoding("UTF-8");
        sender.setJavaMailProperties(options(properties));
    }

    @Override
    public void deliver(UUID id, RenderedMail mail, Instant createdAt) {
        try {
            sender.send(mail.toMessage(sender.getSession(), from, id, createdAt));
        } catch (MailSendException e) {
            Exception[] causes = e.getMessageExceptions();
            Throwable cause = causes.length == 0 ? e : causes[0];
            throw new DeliveryException(recipientRefused(cause), cause);
        } catch (MailException e) {
            throw new DeliveryException(false, e);
        } catch (MessagingException e) {
            // the message itself can't be built, for example for an address that the mail library refuses
            throw new DeliveryException(true, e);
        }
    }

    /** Why the server does not take a connection with these settings, or null when it does. Nothing is sent. */
    @Nullable
    String problem() {
        try {
            sender.testConnection();
            return null;
        } catch (MessagingException e) {
            return e.getMessage();
        }
    }

    /** A 5yz answer to the recipient (RFC 5321 section 4.2.1): the mailbox does not exist, so no other try will help. */
    private static boolean recipientRefused(Throwable cause) {
        if (!(cause instanceof SendFailedException failure)) {
            return false;
        }
        Address[] refused = failure.getInvalidAddresses();
        return refused != null && refused.length > 0;
    }

    private static Properties options(SmtpProperties properties) {
        String timeout = Long.toString(properties.timeout().toMillis());
        boolean upgrade = properties.starttls() && !properties.implicitTls();
        Properties options = new Properties();
        options.setProperty("mail.smtp.connectiontimeout", timeout);
        options.setProperty("mail.smtp.timeout", timeout);
        options.setProperty("mail.smtp.writetimeout", timeout);
        options.setProperty("mail.smtp.auth", Boolean.toString(properties.user() != null));
        options.setProperty("mail.smtp.ssl.enable", Boolean.toString(properties.implicitTls()));
        options.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        options.setProperty("mail.smtp.starttls.enable", Boolean.toString(upgrade));
        // RFC 8314 section 4.1: a server that doesn't offer TLS gets nothing
        options.setProperty("mail.smtp.starttls.required", Boolean.toString(upgrade));
        options.setProperty("mail.mime.allowutf8", "true");
        return options;
    }
}
