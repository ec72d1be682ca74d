package io.gatehouse.mfa;

import io.gatehouse.signin.Continuation;
import io.gatehouse.signin.PendingSignIn;
import io.gatehouse.signin.SignInFlow;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sets an authenticator up during sign-in, for people who must have a second factor and have none. */
@Controller
final class EnrolController {

    static final String PATH = "/sign-in/enrol/totp";

    private static final String QR = "mfa/enrol";
    private static final String CODES = "mfa/enrol-codes";

    private final SignInFlow flow;
    private final Enrolment enrolment;
    private final SetupPages pages;

    EnrolController(SignInFlow flow, Enrolment enrolment, SetupPages pages) {
        this.flow = flow;
        this.enrolment = enrolment;
        this.pages = pages;
    }

    @GetMapping(PATH)
    Object page(HttpServletRequest request) {
        SetupOwner owner = owner(request);
        return pages.qr(QR, enrolment.begin(owner), owner);
    }

    @PostMapping(PATH)
    Object confirm(
            @RequestParam(defaultValue = "") String setup,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        SetupOwner owner = owner(request);
        Optional<Enrolment.Draft> draft = enrolment.resume(setup, owner);
        if (draft.isEmpty()) {
            return SeeOther.to(PATH);
        }
        Optional<Enrolment.Draft> confirmed = enrolment.confirm(draft.get(), code, name, owner);
        if (confirmed.isEmpty()) {
            return pages.wrong(QR, draft.get(), owner);
        }
        return confirmed.get().setup().codes().isEmpty()
                ? finish(confirmed.get(), owner, request, response)
                : pages.codes(CODES, confirmed.get());
    }

    @PostMapping(PATH + "/codes")
    Object download(@RequestParam(defaultValue = "") String setup, HttpServletRequest request) {
        return enrolment
                .resume(setup, owner(request))
                .<Object>map(draft -> pages.file(draft.setup().codes()))
                .orElseGet(() -> SeeOther.to(PATH));
    }

    @PostMapping(PATH + "/done")
    Object done(
            @RequestParam(defaultValue = "") String setup, HttpServletRequest request, HttpServletResponse response) {
        SetupOwner owner = owner(request);
        return enrolment
                .resume(setup, owner)
                .map(draft -> finish(draft, owner, request, response))
                .orElseGet(() -> SeeOther.to(PATH));
    }

    private Object finish(
            Enrolment.Draft draft, SetupOwner owner, HttpServletRequest request, HttpServletResponse response) {
        boolean done = enrolment.finish(draft, owner, LocaleContextHolder.getLocale());
        return SeeOther.to(done ? flow.passed(List.of("otp"), request, response) : PATH);
    }

    private SetupOwner owner(HttpServletRequest request) {
        PendingSignIn pending =
                flow.pending(request).orElseThrow(() -> new IllegalStateException("The guard lets nobody else in"));
        Continuation.allowFormsToReachClient(pending.continueTo(), request);
        return SetupOwner.of(pending);
    }
}
