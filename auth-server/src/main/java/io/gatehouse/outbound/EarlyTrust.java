package io.gatehouse.outbound;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Reads the platform's certificate authorities, which the JVM then remembers, while the main thread reads the configuration. */
final class EarlyTrust implements BackgroundPreinitializer {

    @Override
    public void preinitialize() {
        TrustedAuthorities.context(null);
    }
}
