package io.gatehouse.profile;

import static org.awaitility.Awaitility.await;

import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestServer;
import jakarta.mail.BodyPart;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mails that a test server left in its data folder. */
final class TestMailbox {

    private static final Session SESSION = Session.getInstance(new Properties());

    private TestMailbox() {}

    record Letter(String to, String subject, String text) {}

    /** The subjects of all mails to a person, once nothing waits in the outbox any more. */
    static List<String> subjects(TestServer server, Person person) {
        return letters(server, person.email()).stream().map(Letter::subject).toList();
    }

    /** Waits until nothing is under way, so that a node can stop without taking a mail along for the length of its lease. */
    static void drain(TestServer server) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> server.database()
                        .jdbc()
                        .sql(
                                "select not exists (select from notification_message where delivered_at is null and failed_at is null)")
                        .query(Boolean.class)
                        .single());
    }

    static List<Letter> letters(TestServer server, String to) {
        drain(server);
        try (Stream<Path> files = Files.walk(server.data())) {
            List<Letter> letters = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".eml"))
                    .map(TestMailbox::read)
                    .filter(Objects::nonNull)
                    .filter(letter -> letter.to().equals(to))
                    .forEach(letters::add);
            return letters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Letter read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(SESSION, in);
            BodyPart text = ((MimeMultipart) message.getContent()).getBodyPart(0);
            return new Letter(
                    message.getRecipients(Message.RecipientType.TO)[0].toString(),
                    message.getSubject(),
                    text.getContent().toString());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
