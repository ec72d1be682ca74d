package io.gatehouse.notification;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/** The demo's mail server: a folder of {@code .eml} files, the newest 200 of them, which any mail program can open. */
final class DemoMailbox implements MailTransport {

    static final int KEPT = 200;

    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final String from;
    private final Session session = Session.getInstance(new Properties());

    DemoMailbox(Path folder, String from) {
        this.folder = folder;
        this.from = from;
    }

    /** A mail as the mailbox page shows it. */
    record Letter(UUID id, String to, String subject, Instant sentAt, String text) {}

    @Override
    public void deliver(UUID id, RenderedMail mail, Instant createdAt) {
        try {
            MimeMessage message = mail.toMessage(session, from, id, createdAt);
            String messageId = message.getMessageID();
            message.saveChanges();
            message.setHeader("Message-ID", messageId);
            makeFolder();
            write(message, file(id));
            prune();
        } catch (IOException | MessagingException e) {
            throw new DeliveryException(false, e);
        }
    }

    /** The newest first. */
    List<Letter> letters() {
        return files().stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .limit(KEPT)
                .toList();
    }

    Optional<Letter> find(UUID id) {
        return read(file(id));
    }

    private Optional<Letter> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(session, in);
            InternetAddress to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
            BodyPart text = ((MimeMultipart) message.getContent()).getBodyPart(0);
            return Optional.of(new Letter(
                    UUID.fromString(file.getFileName().toString().replace(SUFFIX, "")),
                    to.getAddress(),
                    message.getSubject(),
                    message.getSentDate().toInstant(),
                    Objects.toString(text.getContent())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("The mail file " + file + " can't be read", e);
        }
    }

    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** A half-written file never has the name of a mail. */
    private static void write(MimeMessage message, Path file) throws IOException, MessagingException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            message.writeTo(out);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void prune() throws IOException {
        List<Path> files = files();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** Names are time-ordered ids, so the greatest is the newest. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f-]{36}\\.eml"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(UUID id) {
        return folder.resolve(id + SUFFIX);
    }
}
