package io.gatehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An authenticator app on somebody's phone; another program, oathtool, computes its codes. */
record AuthenticatorApp(String key) {

    /** With the key as the page shows it to people who can't scan. */
    static AuthenticatorApp withKey(String shown) {
        return new AuthenticatorApp(shown.replace(" ", ""));
    }

    /** The code of this moment, or of some steps of 30 seconds later: each works once. */
    String code(int stepsAhead) {
        List<String> command = List.of("oathtool", "--totp", "-b", "-N", "now + " + 30 * stepsAhead + " seconds", key);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
