package io.gatehouse.profile;

import io.gatehouse.account.AccountService;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of browsers in which the person is signed in. */
@Controller
final class SessionsController {

    private static final String PAGE = "/account/sessions";
    private static final String DONE = PAGE + "?done";
    private static final String SIGNED_OUT = "/sign-in?signed_out";

    private final SessionService sessions;
    private final SignOuts signOuts;
    private final AccountService accounts;

    SessionsController(SessionService sessions, SignOuts signOuts, AccountService accounts) {
        this.sessions = sessions;
        this.signOuts = signOuts;
        this.accounts = accounts;
    }

    @GetMapping(PAGE)
    String list(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(required = false) @Nullable String done,
            Locale locale,
            Model model) {
        Visitor visitor = Visitor.of(context, accounts, locale);
        List<DeviceEntry> devices = sessions.devices(visitor.account().id()).stream()
                .map(device -> DeviceEntry.of(device, visitor))
                .toList();
        model.addAttribute("devices", devices);
        model.addAttribute("done", done != null);
        return "profile/sessions";
    }

    /** The same plain answer for one's own session, one that is over, and somebody else's. */
    @PostMapping(PAGE + "/end")
    ResponseEntity<Void> one(
            @CurrentSecurityContext SecurityContext context,
            @RequestParam(defaultValue = "") String sid,
            HttpServletRequest request,
            HttpServletResponse response) {
        SsoSession who = Visitor.session(context);
        UUID wanted = uuid(sid);
        signOuts.one(who, wanted);
        if (!wanted.equals(who.sid())) {
            return SeeOther.to(DONE);
        }
        sessions.endCurrent(request, response);
        return SeeOther.to(SIGNED_OUT);
    }

    @PostMapping(PAGE + "/end-others")
    ResponseEntity<Void> others(@CurrentSecurityContext SecurityContext context, Locale locale) {
        signOuts.others(Visitor.session(context), locale);
        return SeeOther.to(DONE);
    }

    @PostMapping(PAGE + "/end-all")
    ResponseEntity<Void> everywhere(
            @CurrentSecurityContext SecurityContext context,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        signOuts.everywhere(Visitor.session(context), locale);
        sessions.endCurrent(request, response);
        return SeeOther.to(SIGNED_OUT);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }
}
