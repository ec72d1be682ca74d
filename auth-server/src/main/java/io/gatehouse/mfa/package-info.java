/**
 * Second factors that need no special hardware: authenticator apps (TOTP), recovery codes, codes by e-mail, and browsers that a
 * person trusts. Plugs into sign-in as {@link io.gatehouse.signin.SecondFactor} and {@link io.gatehouse.signin.FactorExemption}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Second factors",
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
            "web"
        })
package io.gatehouse.mfa;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
