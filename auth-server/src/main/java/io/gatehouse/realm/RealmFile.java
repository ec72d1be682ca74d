package io.gatehouse.realm;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies the realm file before the server takes its first request: all of it or nothing, one node at a time, and with the
 * same result however often.
 */
@Component
final class RealmFile implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RealmFile.class);

    private final RealmProperties properties;
    private final Environment environment;
    private final RealmWriter writer;
    private final JdbcRealmLocks locks;
    private final TransactionOperations transactions;

    RealmFile(
            RealmProperties properties,
            Environment environment,
            RealmWriter writer,
            JdbcRealmLocks locks,
            TransactionOperations transactions) {
        this.properties = properties;
        this.environment = environment;
        this.writer = writer;
        this.locks = locks;
        this.transactions = transactions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Path file = properties.file();
        if (file != null) {
            apply(file.toAbsolutePath().normalize());
        }
    }

    void apply(Path file) {
        RealmDocument document = RealmParser.parse(
                String.valueOf(file.getFileName()), text(file), new Placeholders(environment::getProperty));
        document.problems().stopIfAny();
        RealmSchema.check(document);
        document.problems().stopIfAny();
        Realm realm = RealmReader.read(document, folder(file));
        writer.check(realm, document.problems());
        document.problems().stopIfAny();
        transactions.executeWithoutResult(status -> {
            locks.lock();
            writer.write(realm, document.problems());
        });
        log.info(
                "Applied {}: {} scopes, {} roles, {} groups, {} people, {} clients",
                file,
                realm.scopes().size(),
                realm.access().roles().size(),
                realm.access().groups().size(),
                realm.people().size(),
                realm.clients().size());
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw refused("there is no file " + file + ".", null);
            }
            if (Files.size(file) > RealmParser.MOST_BYTES) {
                throw refused(file + " is larger than 5 MB.", null);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw refused(file + " can't be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    private static GatehouseException refused(String why, @Nullable Throwable cause) {
        return new GatehouseException(
                ErrorCode.MISCONFIGURED, "gatehouse.realm.file (GATEHOUSE_REALM_FILE): " + why, cause);
    }
}
