package io.gatehouse.cli;

import io.gatehouse.access.Actor;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.Exports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin export}. */
@Command(name = "export", description = "Write everything as JSON that 'admin import gatehouse' reads back.")
final class ExportCommand implements Callable<Integer> {

    private static final Actor OPERATOR = Actor.operator("command");

    private final House house;
    private final Output output;

    /** What of secrets is written. */
    enum Secrets {
        HASHES,
        NONE
    }

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A new file; the terminal without it.")
    private @Nullable Path file;

    @Option(names = "--secrets", description = "hashes, or none (the default): they are left out.")
    private Secrets secrets = Secrets.NONE;

    ExportCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        Exports exports = house.room(Exports.class);
        boolean hashes = secrets == Secrets.HASHES;
        Path target = file;
        if (target == null) {
            exports.write(OPERATOR, new TransferPrinter.Unclosed(output.stream()), hashes);
            return 0;
        }
        // only its owner may read it, since it holds personal data at least
        try {
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.WRITE))) {
                exports.write(OPERATOR, to, hashes);
            }
        } catch (IOException e) {
            throw new GatehouseException(
                    ErrorCode.CONFLICT, "The file " + target + " can't be written, or is there already.", e);
        }
        output.result(
                "Everything is in " + target + ". Keep it where you keep backups.", Map.of("file", target.toString()));
        return 0;
    }
}
