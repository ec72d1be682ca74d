package io.gatehouse.mfa;

import io.gatehouse.session.SessionService;
import io.gatehouse.session.SsoSession;
import io.gatehouse.signin.FreshSignIn;
import io.gatehouse.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Adds an authenticator to the account of somebody who has just proved to be its owner. */
@Controller
final class TotpSetupController {

    static final String PATH = "/account/factors/totp/new";

    private static final String QR = "mfa/setup";
    private static final String CODES = "mfa/setup-codes";

    private final SessionService sessions;
    private final FreshSignIn freshSignIn;
    private final Enrolment enrolment;
    private final SetupPages pages;

    TotpSetupController(SessionService sessions, FreshSignIn freshSignIn, Enrolment enrolment, SetupPages pages) {
        this.sessions = sessions;
        this.freshSignIn = freshSignIn;
        this.enrolment = enrolment;
        this.pages = pages;
    }

    @GetMapping(PATH)
    Object page(HttpServletRequest request) {
        return ifFresh(request, owner -> pages.qr(QR, enrolment.begin(owner), owner));
    }

    @PostMapping(PATH)
    Object confirm(
            @RequestParam(defaultValue = "") String setup,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request) {
        return ifFresh(request, owner -> {
            Optional<Enrolment.Draft> draft = enrolment.resume(setup, owner);
            if (draft.isEmpty()) {
                return SeeOther.to(PATH);
            }
            Optional<Enrolment.Draft> confirmed = enrolment.confirm(draft.get(), code, name, owner);
            if (confirmed.isEmpty()) {
                return pages.wrong(QR, draft.get(), owner);
            }
            return confirmed.get().setup().codes().isEmpty()
                    ? finish(confirmed.get(), owner, request)
                    : pages.codes(CODES, confirmed.get());
        });
    }

    @PostMapping(PATH + "/codes")
    Object download(@RequestParam(defaultValue = "") String setup, HttpServletRequest request) {
        return ifFresh(
                request,
                owner -> enrolment
                        .resume(setup, owner)
                        .<Object>map(draft -> pages.file(draft.setup().codes()))
                        .orElseGet(() -> SeeOther.to(PATH)));
    }

    @PostMapping(PATH + "/done")
    Object done(@RequestParam(defaultValue = "") String setup, HttpServletRequest request) {
        return ifFresh(
                request,
                owner -> enrolment
                        .resume(setup, owner)
                        .map(draft -> finish(draft, owner, request))
                        .orElseGet(() -> SeeOther.to(PATH)));
    }

    private Object finish(Enrolment.Draft draft, SetupOwner owner, HttpServletRequest request) {
        boolean done = enrolment.finish(draft, owner, LocaleContextHolder.getLocale());
        return SeeOther.to(FactorsController.PATH + (done ? "?done=totp-added" : ""));
    }

    private Object ifFresh(HttpServletRequest request, Function<SetupOwner, Object> answer) {
        Optional<SsoSession> session = sessions.current(request);
        if (session.isEmpty()) {
            return SeeOther.to("/sign-in");
        }
        return freshSignIn
                .missing(session.get(), PATH)
                .<Object>map(SeeOther::to)
                .orElseGet(() -> answer.apply(SetupOwner.of(session.get())));
    }
}
