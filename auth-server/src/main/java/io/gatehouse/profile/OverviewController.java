package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.session.SessionService;
import io.gatehouse.signin.SecondFactors;
import java.util.Locale;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the account: who you are, how well it is protected, where to go. */
@Controller
final class OverviewController {

    private final AccountService accounts;
    private final SessionService sessions;
    private final SecondFactors factors;

    OverviewController(AccountService accounts, SessionService sessions, SecondFactors factors) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
    }

    @GetMapping("/account")
    String overview(@CurrentSecurityContext SecurityContext context, Locale locale, Model model) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        model.addAttribute("person", visitor.session());
        model.addAttribute("since", visitor.moment(visitor.account().createdAt()));
        model.addAttribute("signedInAt", visitor.moment(visitor.session().authTime()));
        model.addAttribute("factors", Factors.keys(visitor.session().amr()));
        model.addAttribute("secondFactor", factors.any(visitor.account().id()));
        model.addAttribute("devices", sessions.devices(visitor.account().id()).size());
        accounts.deletionDue(visitor.account().id()).ifPresent(due -> model.addAttribute("due", visitor.moment(due)));
        return "profile/overview";
    }
}
