package io.gatehouse.system;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A mail server on the loopback interface that keeps what it is sent. */
final class Mails implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final GreenMail server;

    Mails() {
        this(FreePorts.next());
    }

    Mails(int port) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The text of the newest mail to an address, waiting for the first one. */
    String newestTo(String address) {
        Awaitility.await("mail to " + address)
                .pollInterval(Duration.ofMillis(100))
                .atMost(LIMIT)
                .until(() -> !allTo(address).isEmpty());
        return allTo(address).getFirst();
    }

    /** The first link with this in it in the newest mail that has one, waiting for such a mail. */
    String linkTo(String address, String part) {
        return findIn(address, Pattern.compile("https?://\\S*" + Pattern.quote(part) + "\\S*"));
    }

    /** The first match in the newest mail that has one, waiting for such a mail. */
    String findIn(String address, Pattern wanted) {
        return Awaitility.await("mail with " + wanted + " to " + address)
                .pollInterval(Duration.ofMillis(100))
                .atMost(LIMIT)
                .until(
                        () -> allTo(address).stream()
                                .map(wanted::matcher)
                                .filter(Matcher::find)
                                .map(Matcher::group)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The link in the newest mail to an address. */
    String linkTo(String address) {
        String text = newestTo(address);
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new IllegalStateException("There is no link in this mail:\n" + text);
        }
        return link.group();
    }

    /** The texts of all mails to an address, the newest first. */
    List<String> allTo(String address) {
        List<String> texts = new ArrayList<>();
        try {
            for (MimeMessage message : server.getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().equalsIgnoreCase(address)) {
                    texts.add(message.getSubject() + "\n\n" + text(message, "text/plain"));
                }
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
        Collections.reverse(texts);
        return texts;
    }

    /** The HTML of each different mail to these addresses, by subject, in the order of arrival. */
    Map<String, String> htmlTo(List<String> addresses) {
        Map<String, String> letters = new LinkedHashMap<>();
        try {
            for (MimeMessage message : server.getReceivedMessages()) {
                if (addresses.contains(message.getAllRecipients()[0].toString())) {
                    letters.put(message.getSubject(), text(message, "text/html"));
                }
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
        return letters;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String text(Part part, String type) throws MessagingException, IOException {
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String text = text(parts.getBodyPart(i), type);
                if (!text.isEmpty()) {
                    return text;
                }
            }
            return "";
        }
        return part.isMimeType(type) ? part.getContent().toString() : "";
    }
}
