package io.gatehouse.keyring;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Registers Tink's key types, which is most of the work of opening a keyring, while the main thread reads the configuration. */
final class EarlyKeyring implements BackgroundPreinitializer {

    @Override
    public void preinitialize() throws Exception {
        KeySets.generate();
    }
}
