package io.gatehouse.registration;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.password.PasswordAdvice;
import io.gatehouse.password.PasswordFields;
import io.gatehouse.password.PasswordPerson;
import io.gatehouse.password.PasswordPolicies;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.signin.FirstFactor;
import io.gatehouse.signin.PendingSignIn;
import io.gatehouse.signin.SignInFlow;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page behind the link of an invitation. Opening it changes nothing, since mail scanners open links too. A newcomer chooses
 * name and password here; whoever has an account goes on signed in to it.
 */
@Controller
final class InvitationController {

    static final String PATH = "/invitation";

    private final InvitationAcceptance acceptance;
    private final InvitationPages pages;
    private final SessionService sessions;
    private final SignInFlow flow;
    private final Passwords passwords;

    InvitationController(
            InvitationAcceptance acceptance,
            InvitationPages pages,
            SessionService sessions,
            SignInFlow flow,
            Passwords passwords) {
        this.acceptance = acceptance;
        this.pages = pages;
        this.sessions = sessions;
        this.flow = flow;
        this.passwords = passwords;
    }

    /** What the page needs to ask for a password as all others do. */
    @Component
    record Passwords(PasswordPolicies policies, PasswordFields fields) {}

    @GetMapping(PATH)
    ModelAndView look(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        hideAddress(response);
        Optional<Invitation> live = acceptance.look(token);
        return live.flatMap(invitation -> elsewhere(invitation, request))
                .or(() -> live.map(
                        invitation -> form(invitation, token, new InvitationForm("", ""), Map.of(), List.of())))
                .orElseGet(InvitationPages::dead);
    }

    @PostMapping(PATH)
    ModelAndView accept(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        hideAddress(response);
        Invitation invitation = acceptance.look(token).orElse(null);
        if (invitation == null) {
            return InvitationPages.dead();
        }
        Optional<ModelAndView> elsewhere = elsewhere(invitation, request);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        InvitationForm form = new InvitationForm(name, password);
        Map<String, String> problems = form.problems();
        List<PasswordAdvice> broken = passwords.policies().broken(password, person(invitation, name));
        if (!problems.isEmpty() || !broken.isEmpty()) {
            return form(invitation, token, form, problems, broken);
        }
        return switch (acceptance.acceptAsNewcomer(invitation, form.profile(), password)) {
            case InvitationAcceptance.Accepted accepted ->
                SeeOther.page(flow.identified(
                        new FirstFactor(
                                accepted.account().id(),
                                accepted.account().email().value(),
                                List.of("pwd"),
                                new PendingSignIn.Goal(false, false, false),
                                null),
                        request,
                        response));
            case InvitationAcceptance.Dead dead -> InvitationPages.dead();
            case InvitationAcceptance.Broken gone -> InvitationPages.broken();
        };
    }

    /** Where the invitation is accepted instead if somebody is signed in here, or has an account. */
    private Optional<ModelAndView> elsewhere(Invitation invitation, HttpServletRequest request) {
        SsoSession session = sessions.current(request).orElse(null);
        if (session == null) {
            return acceptance.known(invitation) ? Optional.of(pages.signIn(invitation)) : Optional.empty();
        }
        return invitation.isFor(EmailAddress.parse(session.email()))
                ? Optional.of(SeeOther.page(OwnInvitationController.PATH + "?id=" + invitation.id()))
                : Optional.of(InvitationPages.other(invitation, session));
    }

    private ModelAndView form(
            Invitation invitation,
            String token,
            InvitationForm form,
            Map<String, String> problems,
            List<PasswordAdvice> broken) {
        Map<String, Object> model = pages.model(invitation);
        model.put("token", token);
        model.put("name", form.shownName());
        model.put("problems", problems);
        model.put("passwordField", passwords.fields().show(person(invitation, ""), broken));
        HttpStatus status = problems.isEmpty() && broken.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
        return new ModelAndView("registration/invitation", model, status);
    }

    private PasswordPerson person(Invitation invitation, String name) {
        return PasswordPerson.newcomer(
                name, invitation.email().value(), acceptance.rolesOf(invitation).toArray(String[]::new));
    }

    /** The address of the page holds the token: it must not travel in a Referer header, not even to ourselves. */
    private static void hideAddress(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
