package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.web.SeeOther;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of applications that use the account. */
@Controller
final class AppsController {

    private static final String PAGE = "/account/apps";

    private final ConnectedApps apps;
    private final AccountService accounts;

    AppsController(ConnectedApps apps, AccountService accounts) {
        this.apps = apps;
        this.accounts = accounts;
    }

    @GetMapping(PAGE)
    String list(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(required = false) @Nullable String done,
            Locale locale,
            Model model) {
        model.addAttribute("apps", apps.list(Visitor.of(context, accounts, locale)));
        model.addAttribute("done", done != null);
        return "profile/apps";
    }

    /** The same plain answer for every app, whether it had anything or not. */
    @PostMapping(PAGE + "/withdraw")
    ResponseEntity<Void> withdraw(
            @CurrentSecurityContext SecurityContext context, @RequestParam(defaultValue = "") String client) {
        apps.withdraw(Visitor.session(context).accountId(), client);
        return SeeOther.to(PAGE + "?done");
    }
}
