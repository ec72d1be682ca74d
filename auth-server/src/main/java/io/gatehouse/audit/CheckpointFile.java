package io.gatehouse.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest checkpoint that this node signed, in a file of the data folder: out of reach of whoever rules the database only. */
final class CheckpointFile {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);

    private final Path file;

    CheckpointFile(Path data) {
        this.file = data.resolve("audit-checkpoint.json");
    }

    void write(AuditCheckpoint checkpoint) {
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling("audit-checkpoint.json.new"), checkpoint.toJson() + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The newest audit checkpoint was not written to {}: {}", file, e.toString());
        }
    }

    /** Null when there is none. */
    @Nullable
    AuditCheckpoint read() {
        try {
            return Files.exists(file) ? AuditCheckpoint.parse(Files.readString(file)) : null;
        } catch (IOException e) {
            LOG.warn("The audit checkpoint in {} cannot be read: {}", file, e.toString());
            return null;
        }
    }
}
