package io.gatehouse.keyring;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import io.gatehouse.shared.GatehouseException;
import java.util.List;

/** Whether the keyring opens, and whether its file alone is enough for a thief. */
final class KeyringCheckup implements Checkup {

    private static final String SUBJECT = "keyring";

    private final KeyringFile file;
    private final boolean demo;

    KeyringCheckup(KeyringFile file, boolean demo) {
        this.file = file;
        this.demo = demo;
    }

    @Override
    public List<Finding> examine() {
        try {
            file.open();
        } catch (GatehouseException e) {
            return List.of(Finding.failure(SUBJECT, String.valueOf(e.getMessage()), "Restore it from its backup."));
        }
        return List.of(
                file.wrapped() || demo
                        ? Finding.ok(SUBJECT, "It opens" + (file.wrapped() ? " with its wrapping key." : "."))
                        : Finding.warning(
                                SUBJECT,
                                "It opens, and lies on disk unencrypted.",
                                "Wrap it: set GATEHOUSE_KEYRING_KEY_FILE; see the guide run-in-production."));
    }
}
