/**
 * What a person allowed an application to receive: the question, the answer, and its memory.
 */
@NullMarked
@ApplicationModule(
        displayName = "Consent",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "audit",
            "account",
            "client",
            "session",
            "signin",
            "trace",
            "web"
        })
package io.gatehouse.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
