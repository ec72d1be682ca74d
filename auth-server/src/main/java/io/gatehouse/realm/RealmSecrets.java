package io.gatehouse.realm;

import static io.gatehouse.realm.RealmReader.text;

import io.gatehouse.client.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads secrets that a realm file gives as value, hash or file. */
final class RealmSecrets {

    private static final int MOST_BYTES = 64 * 1024;

    private final RealmProblems problems;
    private final Path folder;

    RealmSecrets(RealmProblems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
    }

    Realm.@Nullable Password password(String key, JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        boolean force = node.path("force").booleanValue(false);
        String hash = text(node, "hash");
        if (hash != null) {
            return new Realm.Password(true, hash, force);
        }
        String value = value(key, node);
        return value == null ? null : new Realm.Password(false, value, force);
    }

    List<SecretSource> clientSecrets(String key, JsonNode nodes) {
        List<SecretSource> secrets = new ArrayList<>();
        int index = 0;
        for (JsonNode node : nodes) {
            String place = key + "[" + index++ + "]";
            Instant expiry = expiry(place, text(node, "expires_at"));
            String hash = text(node, "hash");
            String value = hash == null ? value(place, node) : null;
            if (hash != null) {
                secrets.add(new SecretSource.Hash(hash, expiry));
            } else if (value != null) {
                secrets.add(new SecretSource.Value(value, expiry));
            }
        }
        return secrets;
    }

    private @Nullable String value(String key, JsonNode node) {
        String file = text(node, "file");
        return file == null ? text(node, "value") : read(key + ".file", file);
    }

    private @Nullable String read(String key, String name) {
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                problems.add(key, "there is no file " + file + ".");
                return null;
            }
            if (Files.size(file) > MOST_BYTES) {
                problems.add(key, "the file " + file + " is larger than 64 KB.");
                return null;
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                problems.add(key, "the file " + file + " is empty.");
                return null;
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            problems.add(key, "the file can't be read (" + e.getClass().getSimpleName() + ").");
            return null;
        }
    }

    private @Nullable Instant expiry(String key, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            problems.add(key + ".expires_at", "must be a time with an offset, such as 2027-01-31T00:00:00Z.");
            return null;
        }
    }
}
