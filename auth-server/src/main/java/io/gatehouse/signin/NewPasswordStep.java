package io.gatehouse.signin;

import io.gatehouse.password.PasswordService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** A new password, if the person came in with one that is too old or that somebody ordered to be changed. */
final class NewPasswordStep implements SignInStep {

    static final String PATH = "/sign-in/new-password";

    private static final String PASSWORD = "pwd";

    private final PasswordService passwords;

    NewPasswordStep(PasswordService passwords) {
        this.passwords = passwords;
    }

    @Override
    public Optional<String> missing(PendingSignIn pending, HttpServletRequest request) {
        return pending.amr().contains(PASSWORD) && passwords.mustChange(pending.account())
                ? Optional.of(PATH)
                : Optional.empty();
    }

    @Override
    public Map<String, String> because(PendingSignIn pending, HttpServletRequest request) {
        return Map.of("because", "new-password");
    }

    @Override
    public boolean owns(String path, PendingSignIn pending) {
        return path.equals(PATH);
    }
}
