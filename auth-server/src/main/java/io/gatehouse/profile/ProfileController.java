package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.shared.AccountId;
import io.gatehouse.web.SeeOther;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a person says who they are. */
@Controller
final class ProfileController {

    static final String PAGE = "/account/profile";

    private final AccountService accounts;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    ProfileController(AccountService accounts, AuditTrail audit, TransactionOperations transactions) {
        this.accounts = accounts;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping(PAGE)
    ModelAndView form(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(required = false) @Nullable String done,
            Locale locale) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        ModelAndView page = page(visitor, ProfileForm.of(visitor.account().profile()), Map.of());
        if (done != null) {
            page.addObject("notice", "email".equals(done) ? "profile.email.sent" : "profile.saved");
        }
        return page;
    }

    @PostMapping(PAGE)
    Object save(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam MultiValueMap<String, String> fields,
            Locale locale) {
        ProfileForm form = ProfileForm.of(fields);
        Map<String, String> problems = form.problems();
        if (!problems.isEmpty()) {
            return page(Visitor.of(context, accounts, locale), form, problems);
        }
        AccountId account = Visitor.session(context).accountId();
        transactions.executeWithoutResult(status -> {
            if (accounts.changeProfile(account, form::applyTo).isPresent()) {
                audit.record(AuditAction.PROFILE_CHANGED, account);
            }
        });
        return SeeOther.to(PAGE + "?done");
    }

    static ModelAndView page(Visitor visitor, ProfileForm form, Map<String, String> problems) {
        ModelAndView page = new ModelAndView("profile/profile");
        page.addObject("fields", ProfileField.ALL);
        page.addObject("values", form.values());
        page.addObject("problems", problems);
        page.addObject("email", visitor.account().email().value());
        page.addObject("locales", ProfileForm.LOCALES);
        page.addObject("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
        page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return page;
    }
}
