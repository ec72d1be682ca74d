package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.signin.FreshSignIn;
import io.gatehouse.throttle.Door;
import io.gatehouse.throttle.Guess;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.ClientAddress;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks for another e-mail address, and confirms it. Opening the mailed link changes nothing, since mail scanners do so too. */
@Controller
final class EmailChangeController {

    static final String CONFIRM = "/account/profile/email";

    private final EmailChanges changes;
    private final AccountService accounts;
    private final FreshSignIn fresh;
    private final Throttle throttle;

    EmailChangeController(EmailChanges changes, AccountService accounts, FreshSignIn fresh, Throttle throttle) {
        this.changes = changes;
        this.accounts = accounts;
        this.fresh = fresh;
        this.throttle = throttle;
    }

    @PostMapping("/account/profile/new-email")
    Object request(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            Locale locale) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        Optional<String> proof = fresh.missing(visitor.session(), ProfileController.PAGE);
        if (proof.isPresent()) {
            return SeeOther.to(proof.get());
        }
        Optional<EmailAddress> wanted = parse(email);
        if (wanted.isEmpty()) {
            return problem(visitor, "profile.problem.email", HttpStatus.BAD_REQUEST);
        }
        Guess guess = Guess.at(visitor.account().id(), ClientAddress.of(request), null);
        if (throttle.attempt(Door.REGISTRATION, guess).blockedFor().isPresent()) {
            return problem(visitor, "profile.problem.too-many", HttpStatus.TOO_MANY_REQUESTS);
        }
        changes.request(visitor.account(), wanted.get(), locale);
        return SeeOther.to(ProfileController.PAGE + "?done=email");
    }

    @GetMapping(CONFIRM)
    ModelAndView look(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(defaultValue = "") String token,
            Locale locale) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        return changes.look(visitor.account().id(), token)
                .map(email -> new ModelAndView(
                        "profile/email-confirm",
                        Map.of(
                                "token",
                                token,
                                "email",
                                email,
                                "old",
                                visitor.account().email().value())))
                .orElseGet(() -> ended("dead", HttpStatus.BAD_REQUEST));
    }

    @PostMapping(CONFIRM)
    ModelAndView confirm(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(defaultValue = "") String token,
            Locale locale) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        return switch (changes.confirm(visitor.account(), token, locale)) {
            case DONE -> ended("done", HttpStatus.OK);
            case LINK_DEAD -> ended("dead", HttpStatus.BAD_REQUEST);
            case TAKEN -> ended("taken", HttpStatus.CONFLICT);
        };
    }

    private static ModelAndView problem(Visitor visitor, String message, HttpStatus status) {
        ModelAndView page =
                ProfileController.page(visitor, ProfileForm.of(visitor.account().profile()), Map.of("email", message));
        page.setStatus(status);
        return page;
    }

    private static ModelAndView ended(String how, HttpStatus status) {
        return new ModelAndView("profile/email-ended", Map.of("how", how), status);
    }

    private static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(EmailAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
