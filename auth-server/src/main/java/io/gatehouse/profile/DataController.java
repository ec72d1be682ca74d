package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.SessionService;
import io.gatehouse.signin.FreshSignIn;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Downloading one's data, and deleting one's account. Both need a fresh proof of who is asking. */
@Controller
final class DataController {

    static final String PAGE = "/account/data";

    private final AccountService accounts;
    private final DataExport export;
    private final Deletions deletions;
    private final FreshSignIn fresh;
    private final Ending ending;

    DataController(AccountService accounts, DataExport export, Deletions deletions, FreshSignIn fresh, Ending ending) {
        this.accounts = accounts;
        this.export = export;
        this.deletions = deletions;
        this.fresh = fresh;
        this.ending = ending;
    }

    /** What follows in the browser, and in the trail. */
    record Ending(SessionService sessions, AuditTrail audit) {}

    @GetMapping(PAGE)
    String page(@CurrentSecurityContext SecurityContext context, Locale locale, Model model) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        deletions.due(visitor.account().id()).ifPresent(due -> model.addAttribute("due", visitor.moment(due)));
        model.addAttribute("days", deletions.grace().toDays());
        return "profile/data";
    }

    @PostMapping(PAGE + "/download")
    ResponseEntity<byte[]> download(@CurrentSecurityContext SecurityContext context, Locale locale) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        Optional<String> proof = fresh.missing(visitor.session(), PAGE);
        if (proof.isPresent()) {
            return ResponseEntity.status(303)
                    .header(HttpHeaders.LOCATION, proof.get())
                    .build();
        }
        byte[] file = export.of(visitor.account(), visitor.session().roles());
        ending.audit().record(AuditAction.DATA_EXPORTED, visitor.account().id());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"account-data.json\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file);
    }

    @PostMapping(PAGE + "/delete")
    ResponseEntity<Void> delete(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(required = false) @Nullable String sure,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (sure == null) {
            return SeeOther.to(PAGE);
        }
        Visitor visitor = Visitor.of(context, accounts, locale);
        Optional<String> proof = fresh.missing(visitor.session(), PAGE);
        if (proof.isPresent()) {
            return SeeOther.to(proof.get());
        }
        deletions.request(visitor.session(), locale);
        ending.sessions().endCurrent(request, response);
        return SeeOther.to("/sign-in?signed_out");
    }

    /** Keeping the account undoes nothing that anybody else did, so being signed in is enough. */
    @PostMapping(PAGE + "/keep")
    ResponseEntity<Void> keep(@CurrentSecurityContext SecurityContext context, Locale locale) {
        deletions.cancel(Visitor.session(context), locale);
        return SeeOther.to("/account");
    }
}
