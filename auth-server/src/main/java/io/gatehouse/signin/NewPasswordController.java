package io.gatehouse.signin;

import io.gatehouse.password.KeptAccess;
import io.gatehouse.password.PasswordAdvice;
import io.gatehouse.password.PasswordChanges;
import io.gatehouse.password.PasswordFields;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page on which a person on the way to a session chooses a new password. {@link SignInGuard} has seen to it that they
 * passed every factor before.
 */
@Controller
final class NewPasswordController {

    private static final String VIEW = "password/expired";

    private final SignInFlow flow;
    private final PasswordChanges changes;
    private final PasswordFields fields;

    NewPasswordController(SignInFlow flow, PasswordChanges changes, PasswordFields fields) {
        this.flow = flow;
        this.changes = changes;
        this.fields = fields;
    }

    @GetMapping(NewPasswordStep.PATH)
    Object form(HttpServletRequest request) {
        return flow.pending(request)
                .<Object>map(pending -> page(pending, List.of(), HttpStatus.OK, request))
                .orElseGet(() -> SeeOther.to("/sign-in"));
    }

    @PostMapping(NewPasswordStep.PATH)
    Object change(
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Optional<PendingSignIn> found = flow.pending(request);
        if (found.isEmpty()) {
            return SeeOther.to("/sign-in");
        }
        PendingSignIn pending = found.get();
        List<PasswordAdvice> broken = changes.replace(pending.account(), password, KeptAccess.nothing(), locale);
        if (!broken.isEmpty()) {
            return page(pending, broken, HttpStatus.BAD_REQUEST, request);
        }
        // the change ended every sign-in that was under way with the old password; this one goes on with the same
        // factors
        FirstFactor again = new FirstFactor(
                pending.account(), pending.email(), pending.amr(), pending.goal(), pending.continueTo());
        return SeeOther.to(flow.identified(again, request, response));
    }

    private ModelAndView page(
            PendingSignIn pending, List<PasswordAdvice> broken, HttpStatus status, HttpServletRequest request) {
        Continuation.allowFormsToReachClient(pending.continueTo(), request);
        ModelAndView page = new ModelAndView(VIEW, status);
        page.addObject("email", pending.email());
        page.addObject("field", fields.show(changes.person(pending.account()), broken));
        return page;
    }
}
