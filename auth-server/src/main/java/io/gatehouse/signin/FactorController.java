package io.gatehouse.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Lets a person choose among their second factors, or which one to set up when their role asks for one. */
@Controller
final class FactorController {

    private final SignInFlow flow;
    private final SecondFactors factors;

    FactorController(SignInFlow flow, SecondFactors factors) {
        this.flow = flow;
        this.factors = factors;
    }

    @GetMapping(SecondFactorStep.CHOOSE)
    String choose(HttpServletRequest request, Model model) {
        List<SecondFactor> usable = flow.pending(request)
                .map(pending -> factors.of(pending.account()))
                .orElse(List.of());
        model.addAttribute("factors", usable);
        return "signin/factor";
    }

    @GetMapping(SecondFactorStep.ENROL)
    String enrol(Model model) {
        model.addAttribute("factors", factors.enrollable());
        return "signin/enrol";
    }
}
