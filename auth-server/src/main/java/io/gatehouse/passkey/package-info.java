/**
 * Passkeys and security keys (WebAuthn): sign-in without a password, a second factor, and the page on which people keep
 * theirs. Every answer of a browser is checked here; what the page's script does is a courtesy.
 */
@NullMarked
@ApplicationModule(
        displayName = "Passkeys",
        allowedDependencies = {
            "shared",
            "database",
            "keyring",
            "audit",
            "throttle",
            "notification",
            "account",
            "session",
            "signin",
            "mfa",
            "web"
        })
package io.gatehouse.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
