package io.gatehouse.cli;

import io.gatehouse.keyring.KeyringFile;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code admin keyring …}. */
@Command(
        name = "keyring",
        description = "The keys that encrypt and hash what is stored.",
        synopsisSubcommandLabel = "COMMAND")
final class KeyringCommands {

    private final House house;
    private final Output output;

    KeyringCommands(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Command(name = "stage", description = "Add keys that are understood but not used yet.")
    int stage() {
        return change(KeyringFile::stage);
    }

    @Command(name = "promote", description = "Use the staged keys; each node reads the keyring when it starts.")
    int promote() {
        return change(KeyringFile::promote);
    }

    @Command(name = "rotate", description = "Both at once, for a single node.")
    int rotate() {
        return change(KeyringFile::rotate);
    }

    private int change(Consumer<KeyringFile> change) {
        change.accept(house.room(KeyringFile.class));
        output.result(
                "The keyring is changed. Bring it to every node and restart them one by one.", Map.of("changed", true));
        return 0;
    }
}
