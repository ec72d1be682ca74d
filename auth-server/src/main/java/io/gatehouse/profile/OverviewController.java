package io.gatehouse.profile;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.AccountService;
import io.gatehouse.session.SessionService;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.SecondFactors;
import java.util.Locale;
import java.util.stream.Stream;
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
    private final AccessService access;

    OverviewController(AccountService accounts, SessionService sessions, SecondFactors factors, AccessService access) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.access = access;
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
        model.addAttribute("administers", administers(visitor.account().id()));
        accounts.deletionDue(visitor.account().id()).ifPresent(due -> model.addAttribute("due", visitor.moment(due)));
        return "profile/overview";
    }

    private boolean administers(AccountId account) {
        return Stream.of(ServerPermission.values()).anyMatch(access.authoritiesOf(account)::may);
    }
}
