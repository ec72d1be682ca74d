package io.gatehouse.mfa;

import io.gatehouse.signin.PendingSignIn;
import io.gatehouse.signin.SignInFlow;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of sign-in that ask for a code. The dispatcher's guard has seen to it that somebody is on the way. */
@Controller
final class CodeController {

    static final String TOTP = "/sign-in/totp";
    static final String RECOVERY = "/sign-in/recovery";
    static final String EMAIL = "/sign-in/email-code";

    private final SignInFlow flow;
    private final CodePages pages;
    private final Authenticators authenticators;
    private final EmailCodes mailed;
    private final MfaService service;

    CodeController(SignInFlow flow, CodePages pages, FactorStore store, EmailCodes mailed, MfaService service) {
        this.flow = flow;
        this.pages = pages;
        this.authenticators = store.authenticators();
        this.mailed = mailed;
        this.service = service;
    }

    @GetMapping(TOTP)
    ModelAndView totp(HttpServletRequest request) {
        return pages.page("totp", pending(request), request);
    }

    @PostMapping(TOTP)
    Object totp(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String trust,
            HttpServletRequest request,
            HttpServletResponse response) {
        PendingSignIn pending = pending(request);
        CodePages.Try sent = new CodePages.Try("totp", List.of("otp"), trust != null);
        return pages.answer(sent, pending, () -> authenticators.accept(pending.account(), code), request, response);
    }

    @GetMapping(RECOVERY)
    ModelAndView recovery(HttpServletRequest request) {
        return pages.page("recovery", pending(request), request);
    }

    @PostMapping(RECOVERY)
    Object recovery(
            @RequestParam(defaultValue = "") String code, HttpServletRequest request, HttpServletResponse response) {
        PendingSignIn pending = pending(request);
        CodePages.Try sent = new CodePages.Try("recovery", List.of("otp"), false);
        Locale locale = LocaleContextHolder.getLocale();
        return pages.answer(
                sent, pending, () -> service.useRecoveryCode(pending.account(), code, locale), request, response);
    }

    @GetMapping(EMAIL)
    ModelAndView email(HttpServletRequest request) {
        PendingSignIn pending = pending(request);
        return describe(pages.page("email-code", pending, request), pending, request);
    }

    @PostMapping(EMAIL + "/send")
    Object send(HttpServletRequest request) {
        return SeeOther.to(mailed.send(pending(request), LocaleContextHolder.getLocale()) ? EMAIL : EMAIL + "?soon");
    }

    @PostMapping(EMAIL)
    Object email(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String trust,
            HttpServletRequest request,
            HttpServletResponse response) {
        PendingSignIn pending = pending(request);
        CodePages.Try sent = new CodePages.Try("email-code", List.of("otp", "mca"), trust != null);
        Object answer = pages.answer(sent, pending, () -> mailed.accept(pending, code), request, response);
        return answer instanceof ModelAndView page ? describe(page, pending, request) : answer;
    }

    private ModelAndView describe(ModelAndView page, PendingSignIn pending, HttpServletRequest request) {
        page.addObject("address", pending.email());
        page.addObject("sent", mailed.waiting(pending));
        page.addObject("soon", request.getParameter("soon") != null);
        return page;
    }

    private PendingSignIn pending(HttpServletRequest request) {
        return flow.pending(request).orElseThrow(() -> new IllegalStateException("The guard lets nobody else in"));
    }
}
