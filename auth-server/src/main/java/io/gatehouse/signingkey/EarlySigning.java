package io.gatehouse.signingkey;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Loads the native cryptography while the main thread still reads the configuration. */
final class EarlySigning implements BackgroundPreinitializer {

    @Override
    public void preinitialize() throws Exception {
        Jca.fastest().generator("EC");
        Jca.fastest().signature("SHA256withECDSA");
    }
}
