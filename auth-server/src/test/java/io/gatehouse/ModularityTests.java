package io.gatehouse;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Features import only what their package-info allows, and never each other's internals. */
final class ModularityTests {

    @Test
    void importsRunDownwards() {
        ApplicationModules.of(AuthServerApplication.class).verify();
    }
}
