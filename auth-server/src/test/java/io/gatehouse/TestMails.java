package io.gatehouse;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The mails that a server in demo mode wrote to its data folder. */
public final class TestMails {

    private TestMails() {}

    /** One mail: its subject and its plain text. */
    public record Letter(String subject, String text) {

        /** The first match of the pattern's first group. */
        public String find(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("No " + pattern + " in:\n" + text);
            }
            return matcher.group(1);
        }
    }

    /** Waits until the address has got this many mails with such a subject. */
    public static List<Letter> await(TestServer server, String address, String subject, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> to(server, address, subject), letters -> letters.size() == count);
    }

    /** What the address has got so far. */
    public static List<Letter> to(TestServer server, String address, String subject) {
        // listing reads no attributes, so a file that is being renamed does no harm
        try (Stream<Path> files = Files.list(server.data().resolve("mailbox"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(file -> read(file, address))
                    .flatMap(Optional::stream)
                    .filter(letter -> letter.subject().contains(subject))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Letter> read(Path file, String address) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            String to = message.getRecipients(Message.RecipientType.TO)[0].toString();
            String text = (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
            return to.equalsIgnoreCase(address)
                    ? Optional.of(new Letter(message.getSubject(), text))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
