package io.gatehouse.notification;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A finished mail, as the outbox keeps it encrypted. */
record RenderedMail(String to, String subject, String text, String html) {

    /** The message for the mail system. Its id is the row's, so that a mail program can drop a second copy. */
    MimeMessage toMessage(Session session, String from, UUID id, Instant createdAt) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(subject, "UTF-8");
        message.setSentDate(Date.from(createdAt));
        // RFC 3834 section 5: no out-of-office answers to this mail
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Message-ID", "<" + id + from.substring(from.lastIndexOf('@')) + ">");
        message.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
        return message;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, "UTF-8", subtype);
        return part;
    }

    @Override
    public String toString() {
        return "RenderedMail[]";
    }
}
