package io.gatehouse.passkey;

import io.gatehouse.signin.FirstFactor;
import io.gatehouse.signin.PendingSignIn;
import io.gatehouse.signin.SignInFlow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sign-in without a password, for the script of the sign-in page. */
@Controller
final class PasskeySignInController {

    private final PasskeySignIn signIn;
    private final PasskeyAnswers answers;
    private final SignInFlow flow;

    PasskeySignInController(PasskeySignIn signIn, PasskeyAnswers answers, SignInFlow flow) {
        this.signIn = signIn;
        this.answers = answers;
        this.flow = flow;
    }

    /** What the form of the sign-in page says about the purpose. */
    record Purpose(
            @Nullable String reauth,
            @Nullable String step_up,
            @Nullable String remember) {

        PendingSignIn.Goal goal() {
            return new PendingSignIn.Goal("mfa".equals(step_up), reauth != null, remember != null);
        }
    }

    @PostMapping("/passkey/options")
    ResponseEntity<Map<String, Object>> options(HttpServletRequest request, HttpServletResponse response) {
        return PasskeyAnswers.options(signIn.optionsForAnyone(request, response));
    }

    @PostMapping("/passkey/sign-in")
    ResponseEntity<Map<String, Object>> signIn(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            Purpose purpose,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signIn.withoutPassword(credential, request)) {
            case PasskeySignIn.Accepted accepted -> {
                FirstFactor first = new FirstFactor(
                        accepted.account().id(),
                        accepted.account().email().value(),
                        methods(accepted.passkey()),
                        purpose.goal(),
                        continueTo);
                yield PasskeyAnswers.next(flow.identified(first, request, response));
            }
            case PasskeySignIn.Refused refused -> answers.refused("passkey.error.refused");
            case PasskeySignIn.Throttled throttled -> answers.throttled(throttled.retryAfter());
        };
    }

    /** The key, and the finger, face or PIN that it asked for: two factors in one (RFC 8176 section 2). */
    private static List<String> methods(Passkey passkey) {
        List<String> methods = new ArrayList<>(passkey.methods());
        methods.add("mfa");
        return methods;
    }
}
