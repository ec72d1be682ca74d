package io.gatehouse.mfa;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.shared.AccountId;
import io.gatehouse.signin.FreshSignIn;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that shows a person their second factors, and the changes to them. Every change asks who it is. */
@Controller
final class FactorsController {

    static final String PATH = "/account/factors";

    private final SessionService sessions;
    private final FreshSignIn freshSignIn;
    private final MfaService service;
    private final FactorOverviews overviews;
    private final RenewedCodes renewed;

    FactorsController(
            SessionService sessions,
            FreshSignIn freshSignIn,
            MfaService service,
            FactorOverviews overviews,
            RenewedCodes renewed) {
        this.sessions = sessions;
        this.freshSignIn = freshSignIn;
        this.service = service;
        this.overviews = overviews;
        this.renewed = renewed;
    }

    @GetMapping(PATH)
    Object page(@RequestParam(required = false) @Nullable String done, HttpServletRequest request, Model model) {
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to("/sign-in");
        }
        model.addAttribute("overview", overviews.of(session.get().accountId(), LocaleContextHolder.getLocale()));
        FactorOverviews.message(done).ifPresent(message -> model.addAttribute("done", message));
        return "mfa/factors";
    }

    @PostMapping(PATH + "/totp/{id}/remove")
    Object removeTotp(@PathVariable UUID id, HttpServletRequest request) {
        return ifFresh(
                request,
                person -> back(
                        service.removeAuthenticator(person.accountId(), id, LocaleContextHolder.getLocale()),
                        "totp-removed"));
    }

    @PostMapping(PATH + "/recovery")
    Object renewCodes(HttpServletRequest request) {
        return ifFresh(request, person -> {
            AccountId account = person.accountId();
            if (!overviews.of(account, LocaleContextHolder.getLocale()).protectedAlready()) {
                return SeeOther.to(PATH);
            }
            return renewed.page(
                    service.renewRecoveryCodes(account, LocaleContextHolder.getLocale()), SetupOwner.of(person));
        });
    }

    @PostMapping(PATH + "/recovery/codes")
    Object download(@RequestParam(defaultValue = "") String setup, HttpServletRequest request) {
        return ifFresh(
                request,
                person -> renewed.file(setup, SetupOwner.of(person))
                        .<Object>map(file -> file)
                        .orElseGet(() -> SeeOther.to(PATH)));
    }

    @PostMapping(PATH + "/email/on")
    Object turnEmailCodesOn(HttpServletRequest request) {
        return ifFresh(
                request,
                person -> back(
                        overviews.mayUseEmail(person.accountId())
                                && service.turnEmailCodesOn(person.accountId(), LocaleContextHolder.getLocale()),
                        "email-on"));
    }

    @PostMapping(PATH + "/email/off")
    Object turnEmailCodesOff(HttpServletRequest request) {
        return ifFresh(
                request,
                person -> back(
                        service.turnEmailCodesOff(person.accountId(), LocaleContextHolder.getLocale()), "email-off"));
    }

    /** To trust less needs no proof. */
    @PostMapping(PATH + "/browsers/{id}/forget")
    Object forgetBrowser(@PathVariable UUID id, HttpServletRequest request) {
        return sessions.current(request)
                .<Object>map(session -> back(service.forgetBrowser(session.accountId(), id), "browser-forgotten"))
                .orElseGet(() -> SeeOther.to("/sign-in"));
    }

    private static Object back(boolean changed, String done) {
        return SeeOther.to(changed ? PATH + "?done=" + done : PATH);
    }

    private Object ifFresh(HttpServletRequest request, Function<SsoSession, Object> answer) {
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to("/sign-in");
        }
        return freshSignIn
                .missing(session.get(), PATH)
                .<Object>map(SeeOther::to)
                .orElseGet(() -> answer.apply(session.get()));
    }
}
