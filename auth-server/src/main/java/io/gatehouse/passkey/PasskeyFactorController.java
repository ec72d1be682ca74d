package io.gatehouse.passkey;

import io.gatehouse.mfa.FactorExtras;
import io.gatehouse.signin.PendingSignIn;
import io.gatehouse.signin.SignInFlow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The passkey as second factor, and its enrolment where one must be had. The guard of sign-in stands before all of it. */
@Controller
final class PasskeyFactorController {

    private static final String OVER = "/sign-in";

    private final PasskeySignIn signIn;
    private final PasskeyService passkeys;
    private final PasskeyAnswers answers;
    private final SignInFlow flow;
    private final FactorExtras extras;

    PasskeyFactorController(
            PasskeySignIn signIn,
            PasskeyService passkeys,
            PasskeyAnswers answers,
            SignInFlow flow,
            FactorExtras extras) {
        this.signIn = signIn;
        this.passkeys = passkeys;
        this.answers = answers;
        this.flow = flow;
        this.extras = extras;
    }

    @GetMapping(PasskeyFactor.PATH)
    String page(HttpServletRequest request, Model model) {
        flow.pending(request).ifPresent(pending -> model.addAttribute("email", pending.email()));
        model.addAttribute("trustDays", extras.trustDays());
        return "passkey/factor";
    }

    @PostMapping(PasskeyFactor.PATH + "/options")
    ResponseEntity<Map<String, Object>> options(HttpServletRequest request, HttpServletResponse response) {
        return flow.pending(request)
                .map(pending -> PasskeyAnswers.options(signIn.optionsFor(pending, request, response)))
                .orElseGet(() -> PasskeyAnswers.next(OVER));
    }

    @PostMapping(PasskeyFactor.PATH)
    ResponseEntity<Map<String, Object>> answer(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(required = false) @Nullable String trust,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<PendingSignIn> pending = flow.pending(request);
        if (pending.isEmpty()) {
            return PasskeyAnswers.next(OVER);
        }
        return switch (signIn.secondFactor(credential, pending.get(), request)) {
            case PasskeySignIn.Accepted accepted -> {
                String next = flow.passed(accepted.passkey().methods(), request, response);
                // whoever lost a race is sent back to the start, and gets nothing for the passkey
                if (trust != null && !next.equals(OVER)) {
                    extras.trust(accepted.account().id(), request, response);
                }
                yield PasskeyAnswers.next(next);
            }
            case PasskeySignIn.Refused refused -> answers.refused("passkey.error.refused");
            case PasskeySignIn.Throttled throttled -> answers.throttled(throttled.retryAfter());
        };
    }

    @GetMapping(PasskeyFactor.ENROL_PATH)
    String enrolPage() {
        return "passkey/enrol";
    }

    @PostMapping(PasskeyFactor.ENROL_PATH + "/options")
    ResponseEntity<Map<String, Object>> enrolOptions(HttpServletRequest request, HttpServletResponse response) {
        return flow.pending(request)
                .map(pending -> passkeys.creationOptions(PasskeyOwner.of(pending), request, response))
                .map(PasskeyAnswers::options)
                .orElseGet(() -> PasskeyAnswers.next(OVER));
    }

    @PostMapping(PasskeyFactor.ENROL_PATH)
    ResponseEntity<Map<String, Object>> enrol(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<PendingSignIn> pending = flow.pending(request);
        if (pending.isEmpty()) {
            return PasskeyAnswers.next(OVER);
        }
        return passkeys.add(PasskeyOwner.of(pending.get()), credential, answers.label(name), request)
                .map(added -> flow.passed(added.methods(), request, response))
                .map(next -> PasskeyAnswers.next(extras.offerCodes(pending.get().account(), next, response)))
                .orElseGet(() -> answers.refused("passkey.error.not-added"));
    }
}
