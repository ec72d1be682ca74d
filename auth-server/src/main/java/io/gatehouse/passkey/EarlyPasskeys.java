package io.gatehouse.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Makes the readers of WebAuthn's JSON and CBOR once, while the main thread reads the configuration. */
final class EarlyPasskeys implements BackgroundPreinitializer {

    @Override
    public void preinitialize() {
        ObjectConverter converter = new ObjectConverter();
        converter.getJsonMapper();
        converter.getCborMapper();
    }
}
