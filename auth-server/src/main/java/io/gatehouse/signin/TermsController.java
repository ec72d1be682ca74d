package io.gatehouse.signin;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The page on which a person accepts the terms of use. {@link SignInGuard} has seen to it that somebody is on the way. */
@Controller
final class TermsController {

    private final SignInFlow flow;
    private final Terms terms;
    private final AuditTrail audit;

    TermsController(SignInFlow flow, Terms terms, AuditTrail audit) {
        this.flow = flow;
        this.terms = terms;
        this.audit = audit;
    }

    @GetMapping(TermsStep.PATH)
    String page(HttpServletRequest request, Model model) {
        flow.pending(request).ifPresent(pending -> Continuation.allowFormsToReachClient(pending.continueTo(), request));
        model.addAttribute("terms", terms.current());
        return "signin/terms";
    }

    @PostMapping(TermsStep.PATH)
    ResponseEntity<Void> accept(HttpServletRequest request, HttpServletResponse response) {
        flow.pending(request).ifPresent(pending -> {
            terms.accept(pending.account());
            audit.record(
                    AuditAction.TERMS_ACCEPTED,
                    pending.account(),
                    Map.of("version", terms.current().version()));
        });
        return SeeOther.to(flow.done(request, response));
    }
}
